/**
 * What kind of body a company is, in the languages of the lists: it says next to nothing about which one it is. One line a
 * family: forms that stand for each other across languages. Forms that are written out are in `LEGAL_WORDS`.
 */
export const LEGAL_FAMILIES: Readonly<Record<string, string>> = {
  llc: 'llc ltd limited fz dmcc ltda lda gmbh mbh sarl srl bv bvba ooo tov doo dooel eood ood sro spzoo kft oy ab pte pty pvt private sdn bhd fze fzco fzc fzllc wll llp nl yk mmc xk mchj ou uab sia shpk ehf aps ivs mb saoc spc est estb establishment mouassasat muassasa ltee limitada sal sti',
  corp: 'corp corporation inc incorporated sa sas sau sab spa saa ag nv se oyj abp asa as ao oao zao pao tao jsc ojsc cjsc pjsc psc ksc kscc qsc bsc saog ead ad dd plc nyrt zrt rt tbk pt kk aktiengesellschaft societe anonyme anonim sirketi kabushiki kaisha aktsionernoe obshchestvo actionnerska tas',
  partnership: 'lp kg kgaa ohg gbr snc scs cv vof kd ks partnership',
  group: 'group grp gruppe gruppa grupo groupe gruppo grup groups konsern concern',
  company:
    'co company companies cie compagnie compania companhia comp kompaniya kampani sherkat sharikat sharika gesellschaft',
  stateunit: 'fgup fgbu gup mup fku fkp unitary ep gp dp up rup',
};

/** Words of written-out forms, where they stand in another order or are misspelt. */
export const LEGAL_WORDS =
  'anonima anonimo anonimi akciova akcionarsko aktiebolag aktieselskab aksjeselskap osakeyhtio vennootschap naamloze besloten kommanditgesellschaft ' +
  'akcyjna drustvo ogranichennoj otvetstvennostju otvetstvennostiu obscestvo akcionernoe perseroan terbatas sendirian berhad sahami khass ' +
  'joint stock liability public open closed private aktsionernoye publichnoe publichnoye otkrytoe otkrytoye zakrytoe zakrytoye ' +
  'ogranichennoy ogranichennoi ogranichennoyu otvetstvennostyu tovarystvo obmezhenoyu vidpovidalnistyu spolka odpowiedzialnoscia ' +
  'beschrankter haftung sociedad limitada capital responsabilidad responsabilite limitee societa responsabilita azioni unipersonal free zone';
