import { type Culture, culture } from './culture.js';

/** Cultures whose names fill the sanctions lists: an innocent of these has many near neighbours there. */
export const NEAR_CULTURES: readonly Culture[] = [
  culture(
    'Arabic (Levant, Iraq)',
    'Mohammed Ahmad Ali Hassan Hussein Omar Khaled Yousef Ibrahim Mahmoud Fatima Layla Samir Nabil Rami Huda Tariq Walid Bassam Nour Karim Zeinab Jamil Rana',
    'Haddad Khoury Nasser Hariri Saleh Mansour Darwish Shaheen Barakat Najjar Hamdan Qasim Sabbagh Issa Awad Jaber Halabi Tamimi Ghanem Rashid Kassab Bitar Zaidan Obeid',
    { givenNames: [1, 2, 2, 3] },
  ),
  culture(
    'Arabic (Gulf, Yemen)',
    'Abdullah Abdulrahman Saud Faisal Khalid Sultan Nasser Turki Hamad Majed Abdulaziz Salem Fahad Nawaf Badr Mohsen Yahya Saif Rashed Mansoor Aisha Noura Bandar Mishaal',
    'Al-Otaibi Al-Qahtani Al-Ghamdi Al-Harbi Al-Mutairi Al-Shehri Al-Zahrani Al-Dosari Al-Mansouri Al-Ketbi Al-Kuwari Al-Thani Al-Hamadi Al-Ansari Al-Sabah Al-Rashidi Al-Enezi Al-Balushi Al-Maamari Al-Hashimi Bawazir Al-Amri Al-Shamsi Al-Marri',
    { givenNames: [1, 2, 2] },
  ),
  culture(
    'North African',
    'Mustapha Rachid Karim Hicham Youssef Said Nadia Samira Brahim Abdelkader Farid Djamel Mourad Lahcen Hamza Noureddine Slimane Amine Khadija Zohra Tahar Bilal Abdelaziz Redouane',
    'Benali Bouazza Cherif Belkacem Haddou Mansouri Bensalem Alaoui Tazi Berrada Bouteflika Saidi Ziani Hamidi Boukhari Chaoui Trabelsi Gharbi Jebali Ayari Mokrani Lahlou Fassi Idrissi',
  ),
  culture(
    'Persian',
    'Reza Hossein Mohammad Amir Mehdi Saeed Javad Hamid Majid Farhad Behrouz Kourosh Maryam Zahra Shirin Nasrin Masoud Alireza Davoud Vahid Parviz Babak Leila Fereydoun',
    'Ahmadi Hosseini Mohammadi Rezaei Karimi Rahimi Jafari Moradi Sadeghi Rostami Shirazi Tehrani Farahani Ghorbani Azizi Kazemi Norouzi Mousavi Bagheri Yazdani Heidari Zamani Salehi Rafsanjani',
    { givenNames: [1, 1, 2] },
  ),
  culture(
    'Pashto and Urdu',
    'Muhammad Imran Asif Tariq Rashid Shahid Nawaz Zahid Bilal Usman Faisal Kamran Naveed Ayesha Sadia Gul Noor Abdul Rehman Hamid Zubair Farooq Waseem Sajjad',
    'Khan Malik Qureshi Siddiqui Chaudhry Butt Bhatti Mirza Ansari Hashmi Sheikh Afridi Yousafzai Durrani Popalzai Noorzai Wardak Baloch Gilani Bukhari Rizvi Naqvi Awan Mehsud',
    { givenNames: [1, 2] },
  ),
  culture(
    'Russian',
    'Aleksandr Sergei Dmitry Andrei Alexei Mikhail Ivan Nikolai Vladimir Pavel Olga Elena Tatiana Natalia Irina Svetlana Yuri Viktor Oleg Igor Konstantin Roman Maxim Anna',
    'Ivanov Petrov Smirnov Kuznetsov Popov Sokolov Lebedev Kozlov Novikov Morozov Volkov Solovyov Vasiliev Zaitsev Pavlov Semenov Golubev Vinogradov Bogdanov Vorobyov Fedorov Mikhailov Belyaev Tarasov',
    { givenNames: [1, 1, 2] },
  ),
  culture(
    'Ukrainian and Belarusian',
    'Oleksandr Andriy Serhiy Volodymyr Mykola Vasyl Yuriy Bohdan Taras Oksana Halyna Iryna Ihor Petro Dmytro Aliaksandr Siarhei Uladzimir Viktar Mikalai Hanna Sviatlana Ruslan Yevhen',
    'Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Lysenko Marchenko Savchenko Rudenko Petrenko Moroz Melnyk Ivanchuk Zhuk Kavaliou Novik Karpovich Bondar Hrytsenko Pavlenko Sydorenko Kozak Yakovenko',
  ),
  culture(
    'Caucasian and Central Asian',
    'Giorgi Levan Zurab Nino Tamaz Armen Hayk Gevorg Rustam Ilham Elchin Vugar Aziz Bakhtiyar Nursultan Yerlan Daniyar Timur Ulugbek Shavkat Farrukh Gulnara Aslan Magomed',
    'Kapanadze Beridze Lomidze Gelashvili Hakobyan Sargsyan Grigoryan Petrosyan Aliyev Mammadov Huseynov Guliyev Karimov Rakhimov Yusupov Abdullaev Nazarov Saidov Akhmetov Bekov Musaev Magomedov Umarov Tashkentov',
  ),
  culture(
    'Korean',
    'Yong-chol Song-il Kwang-ho Myong-su Jong-hui Un-gyong Chol-min Hyok-chol Sung-min Ji-hoon Min-jun Soo-jin Eun-ji Hye-jin Young-ho Dong-hyun Jae-won Kyung-soo Il-nam Tae-sik Chang-min Kum-chol Sun-hui Sang-uk',
    'Kim Pak Ri Choe Jong Kang Yun Jang Han O Lee Park Choi Jung Cho Lim Shin Kwon Hwang Ahn Song Ryu Hong Jon',
    { order: 'family first' },
  ),
  culture(
    'Chinese',
    'Wei Jianguo Xiaoming Lihua Guoqiang Yuhan Jun Minghao Xiuying Jianhua Zhiqiang Haiyan Yifan Dawei Guangming Yan Chunhua Weidong Jing Zhenyu Lingling Hongwei Shuang Qiang',
    'Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang',
    { order: 'family first' },
  ),
  culture(
    'Spanish American',
    'Juan Carlos Luis Jose Maria Jorge Miguel Pedro Diego Alejandro Sofia Carmen Rosa Fernando Ricardo Hector Raul Guadalupe Javier Andres Mario Oscar Gabriela Ramon',
    'Garcia Rodriguez Martinez Hernandez Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Reyes Morales Cruz Ortiz Gutierrez Chavez Ramos Mendoza Castillo Vargas',
    { givenNames: [1, 2] },
  ),
  culture(
    'Turkish and Kurdish',
    'Mehmet Mustafa Ahmet Ali Huseyin Ibrahim Murat Emre Burak Kemal Ayse Fatma Zeynep Elif Serkan Cem Baran Azad Rojin Hakan Orhan Yusuf Dilan Selim',
    'Yilmaz Kaya Demir Celik Sahin Yildiz Ozturk Aydin Arslan Dogan Kilic Aslan Cetin Kara Koc Kurt Ozkan Simsek Polat Korkmaz Bozkurt Erdem Barzani Gunes',
  ),
  culture(
    'Somali and Sudanese',
    'Abdi Mohamud Hassan Ahmed Yusuf Osman Farah Warsame Amina Halima Nur Ismail Omer Bashir Elhadi Siddig Mubarak Hodan Jama Mahad Idris Tayeb Salah Adam',
    'Abdullahi Ali Warsame Jama Farah Guled Hersi Dirie Aden Elmi Osman Bashir Eltayeb Mahjoub Elamin Abdelrahman Babiker Idris Hamdan Suleiman Elhassan Mustafa Khalifa Gedi',
    { givenNames: [1, 2] },
  ),
  culture(
    'Serbian, Croatian, Bosnian',
    'Milan Dragan Zoran Goran Nikola Marko Stefan Aleksandar Slobodan Jelena Milica Ana Ivana Dejan Nenad Vladan Emir Adnan Haris Senad Mirko Petar Branko Ljiljana',
    'Jovanovic Petrovic Nikolic Markovic Djordjevic Stojanovic Ilic Stankovic Pavlovic Milosevic Horvat Kovacevic Babic Maric Hodzic Hadzic Begovic Delic Tomic Vukovic Popovic Simic Lukic Savic',
  ),
];
