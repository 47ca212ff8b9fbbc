/** Words between the parts of a name; left out as often as written. */
export const PARTICLES =
  'al el ul as ad ar az an at ash a l bin ibn ben bint binti ould wald van von der den de da das del della dello di do dos du la le les los las y e i af av zu zum zur te ter ten vande vander mac of the and und et for in on to y den het und';

/** What a person is, not who. */
export const TITLES =
  'mr mrs ms miss dr prof professor sheikh shaykh shaikh sheik shaikh mullah mulla mawlawi maulvi maulana hajji haji hajj hadji sayyid sayed sayyed seyed seyyed syed ayatollah hojjatoleslam general gen colonel col lt lieutenant captain capt commander brigadier sir president minister ing jr sr junior senior ustad ustaz qari hafiz mufti rev reverend';

/** Names that stand for more than one listed party in a hundred, then in three hundred, then in a thousand, by culture. */
export const COMMON_NAMES: readonly (readonly [rate: number, names: string])[] = [
  [
    0.03,
    'mohammed muhammad mohammad mohamed muhammed mohamad ali ahmed ahmad abd abdul abu hassan hasan hussein husayn',
  ],
  [
    0.01,
    'ibrahim mahmoud mahmud khalid omar umar yusuf said saeed saleh salih mustafa hamid rahman allah abdallah abdullah ' +
      'vladimir aleksandr alexander sergei sergey andrei andrey ivan nikolai mikhail dmitry dmitri aleksei alexei viktor yuri igor oleg ' +
      'vladimirovich aleksandrovich nikolaevich nikolayevich viktorovich ivanovich mikhailovich sergeevich sergeyevich anatolyevich ' +
      'jose juan carlos luis maria jesus antonio garcia rodriguez gonzalez hernandez lopez martinez perez sanchez ' +
      'kim ri lee pak park choe jong chol li wang zhang chen liu yang john david michael khan',
  ],
  [
    0.003,
    'hamad hamza jamal karim malik nasir nasser rashid salim sami samir tariq walid yasin zaid ismail ishaq musa isa daud sulayman suleiman ' +
      'bakr uthman usman haji mansur mansour majid jafar kazem reza mehdi mahdi abbas hosseini ahmadi mohammadi karimi rahimi akbar asghar ' +
      'haidar haydar qasim kassem faisal fahd saad salman aziz latif rauf wahid ghani habib rahim hakim nur din islam ullah ' +
      'ivanov petrov smirnov kuznetsov popov vasilev sokolov volkov novikov morozov romanov pavlov kozlov fedorov orlov zaytsev ' +
      'pavel petr boris anatoly konstantin maxim maksim roman ruslan evgeny yevgeny valery vitaly gennady leonid grigory denis artem anton ' +
      'elena yelena olga tatiana tatyana natalia natalya irina svetlana ekaterina anna marina yulia ' +
      'petrovich pavlovich dmitrievich andreevich borisovich yurievich vasilievich alekseevich olegovich igorevich leonidovich valerievich ' +
      'miguel pedro jorge francisco manuel fernando ramon jaime eduardo ricardo alberto roberto rafael gomez diaz torres ramirez flores rivera ' +
      'cho kang yun jang im han sin so kwon hwang an song yu ryu hong jon ko mun son yang yong un il jin ho su sung hyok ' +
      'huang wu zhou xu sun ma zhu hu guo he lin gao luo zheng xie wei ming jun ping hua guang xiao hong min nguyen tran le pham ' +
      'james robert william thomas peter paul george richard charles joseph daniel mark smith johnson brown jones williams miller ' +
      'jean pierre michel marie singh kumar sharma rahul hans martin muller schmidt mehmet mustafa yilmaz kaya demir osman murat',
  ],
];

/** Spellings of one name across languages and romanisations that no rule of sounds connects; a line each. */
export const NAME_VARIANTS: readonly string[] = [
  'lee li ri rhee yi rhie',
  'kim gim',
  'park pak bak',
  'choi choe choy chwe',
  'jung jong chung cheong jeong chong',
  'cho jo',
  'kang gang',
  'lim im rim',
  'no roh ro noh',
  'ryu yu yoo ryoo yoo',
  'shin sin',
  'oh o',
  'woo u wu',
  'paek baek paik baik',
  'kwon gwon',
  'ko go koh',
  'jon chon jeon chun',
  'zhang chang cheung jang teo',
  'wang wong ong',
  'chen chan tan chin',
  'liu lau low lew',
  'huang hwang wong ng',
  'zhou chow chou chau',
  'xu hsu hui',
  'cai tsai choi chua',
  'zheng cheng tay',
  'xie hsieh tse',
  'guo kuo kwok',
  'lin lam lim',
  'zhao chao chiu',
  'xiao hsiao siu',
  'ye yeh yip',
  'he ho',
  'qian chien',
  'jiang chiang',
  'alexander aleksandr alexandr oleksandr aliaksandr alexandre alessandro alejandro iskander oleksander aleksander sasha',
  'sergei sergey sergej serge serhiy serhii siarhei sergio',
  'vladimir volodymyr uladzimir wladimir',
  'dmitry dmitri dmitriy dmytro dzmitry dimitri dimitrios',
  'nikolai nikolay mykola mikalai nicholas nicolas nicolae nikolaos',
  'mikhail michail mykhailo mikhailo michael miguel michel mihail mihai mikael mikhayil',
  'yevgeny evgeny evgeni yevgeniy evgeniy eugene yevhen yevhenii jewgeni evgenii',
  'yelena elena olena helena alena helen',
  'andrei andrey andriy andrii andrew andreas andre andres',
  'pavel pavlo paul pablo paulo paolo pawel bulus',
  'aleksei alexei alexey aleksey oleksiy oleksii aliaksei alexis',
  'igor ihor',
  'oleg oleh aleh',
  'georgy georgiy heorhiy george georgi jorge giorgi georges georg jerzy jirjis',
  'yuri yury yuriy yurii iurii juri jury',
  'ivan john johann johannes jean juan giovanni ioannis jan ioan hovhannes yahya',
  'peter petr pyotr petro pedro pierre pietro piotr petros butrus',
  'joseph iosif josef yosef jose giuseppe yusuf youssef jusuf yousef josip',
  'stephen stefan stepan steven esteban etienne stefano istvan',
  'gregory grigory grigoriy hryhoriy grigori gregor',
  'anatoly anatoliy anatolii anatoli',
  'yekaterina ekaterina katerina catherine kateryna katherine',
  'natalia natalya nataliya natalie nataliia',
  'tatiana tatyana tetiana tetyana',
  'anna hanna ana anne ann',
  'maria mariya mary marie maryam mariam miriam',
  'david davud dawud daud dawood davit davyd',
  'solomon suleiman sulayman sulaiman suleyman salomon soliman',
  'abraham ibrahim avraham abram ebrahim ibragim',
  'isaac ishaq yitzhak izhak isak iskhak',
  'moses musa moshe moussa',
  'ismail ishmael esmail ismael',
  'jacob yaqub yaakov jakob yakov yakub iago',
  'gabriel jibril jabril gavriil',
  'elias ilyas eliyahu ilya ilia',
  'muhammad mohammed mehmet magomed mamadou mohamed mahomed muhammet',
  'ahmad ahmed akhmed akhmad ahmet achmad',
  'hussein husayn husain hossein guseyn husein hussain huseyin hosein',
  'hassan hasan gasan khasan hassen',
  'uthman osman usman othman ousmane',
  'umar omar omer oumar',
  'abdul abdel abdal abdoul abdu abd abdol',
  'abdallah abdullah abdulla abdoulaye abdullahi',
  'qadhafi gaddafi qaddafi kadafi gadhafi kaddafi khadafy qadafi',
  'jalal galal djalal',
  'jamal gamal djamal',
  'qasim kassim kassem ghassem gasem qassem qasem kasim',
  'ali aly',
  'saeed said sayid',
  'zulfiqar dhulfiqar zolfaghar zulfikar',
  'ramadan ramazan ramzan',
  'ayman aiman eiman',
  'osama usama oussama',
  'william bill will billy guillermo wilhelm guillaume',
  'robert bob rob roberto bobby',
  'richard dick rick ricardo',
  'james jim jimmy jaime',
  'thomas tom tomas tommaso',
  'charles charlie carlos karl carl carlo',
  'henry harry enrique heinrich henri enrico',
  'anthony tony antonio anton antoine',
  'edward ed eddie eduardo edouard',
  'louis luis luigi ludwig lewis',
  'francis francisco francesco franz francois frank',
  'lawrence laurent lorenzo laurence',
  'christopher chris cristobal christoph',
  'matthew matt mateo matthias mathieu matteo',
  'daniel dan danny daniele',
  'benjamin ben benny binyamin',
  'samuel sam shmuel',
  'mahdi mehdi',
  'reza rida ridha',
  'bin ben ibn',
  '1 i',
  '5 v',
  '10 x',
  'al el ul ad as ar az an at ash',
  'vladimirovich volodymyrovych uladzimiravich uladzimirovich vladimirovna volodymyrivna uladzimirauna uladzimirovna',
  'nikolaevich nikolayevich mykolayovych mykolaiovych mikalaevich mikalayevich nikolaevna nikolayevna mykolaivna mikalaeuna',
  'mikhailovich mykhailovych mikhaylovich mikhailavich mihailavich mikhailovna mykhailivna mikhailauna mihaulauna',
  'aleksandrovich alexandrovich oleksandrovych aliaksandravich aliaksandrovich aleksandrovna alexandrovna oleksandrivna aliaksandrauna',
  'viktorovich viktaravich victorovich viktorovych viktorovna viktaraina viktarauna',
  'sergeevich sergeyevich serhiyovych serhiiovych siarheevich sergeevna sergeyevna serhiivna siarheeuna',
  'andreevich andreyevich andriyovych andriiovych andrievich andreevna andreyevna andriivna andreeuna',
  'ivanovich ivanavich ivanovych ivanovna ivanauna ivanivna',
  'vasilievich vasilyevich vasylovych vasilevich vasilievna vasilyevna vasylivna vasileuna',
  'petrovich petrovych piatrovich petrovna petrivna piatrouna',
  'anatolievich anatolyevich anatoliyovych anatoliiovych anatolievna anatolyevna anatoliivna anatoleuna',
  'grigorievich grigoryevich hryhorovych ryhoravich grigorievna grigoryevna hryhorivna',
];

/** Numbers in words, as ordinals and in Roman figures; single Roman letters are initials. */
export const NUMBERS: readonly string[] = [
  '1 one first 1st pervy pervyy primero premier',
  '2 two second 2nd ii vtoroy segundo',
  '3 three third 3rd iii tretiy tercero',
  '4 four fourth 4th iv',
  '5 five fifth 5th',
  '6 six sixth 6th vi',
  '7 seven seventh 7th vii',
  '8 eight eighth 8th viii',
  '9 nine ninth 9th ix',
  '10 ten tenth 10th',
  '11 eleventh xi',
  '12 twelfth xii',
  '13 thirteenth xiii',
  '14 fourteenth xiv',
  '15 fifteenth xv',
];
