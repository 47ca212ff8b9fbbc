import type { Source } from '../ports.js';
import { auDfat } from './au-dfat/index.js';
import { caSema } from './ca-sema/index.js';
import { chSeco } from './ch-seco/index.js';
import { cisaAdvisories } from './cisa-advisories/index.js';
import { dojPress } from './doj-press/index.js';
import { euCommissionPress } from './eu-commission-press/index.js';
import { euFsf } from './eu-fsf/index.js';
import { euOj } from './eu-oj/index.js';
import { fbiPress } from './fbi-press/index.js';
import { federalRegister } from './federal-register/index.js';
import { frGels } from './fr-gels/index.js';
import { ic3Psa } from './ic3-psa/index.js';
import { ilNbctf } from './il-nbctf/index.js';
import { jpMof } from './jp-mof/index.js';
import { nzRussia } from './nz-russia/index.js';
import { ofacChanges } from './ofac-changes/index.js';
import { ofacConsolidated } from './ofac-consolidated/index.js';
import { ofacRecentActions } from './ofac-recent-actions/index.js';
import { ofacSdn } from './ofac-sdn/index.js';
import { treasuryPress } from './treasury-press/index.js';
import { uaNsdc } from './ua-nsdc/index.js';
import { ukOfsi } from './uk-ofsi/index.js';
import { ukSl } from './uk-sl/index.js';
import { unPress } from './un-press/index.js';
import { unSc } from './un-sc/index.js';
import { usCsl } from './us-csl/index.js';

/** Every source there is, lists before feeds; each is a folder of the same name. */
export const sources: readonly Source[] = [
  ofacSdn,
  ofacConsolidated,
  unSc,
  euFsf,
  ukSl,
  chSeco,
  caSema,
  frGels,
  auDfat,
  jpMof,
  ilNbctf,
  nzRussia,
  usCsl,
  uaNsdc,
  ofacRecentActions,
  ofacChanges,
  treasuryPress,
  federalRegister,
  ukOfsi,
  unPress,
  euOj,
  euCommissionPress,
  dojPress,
  fbiPress,
  ic3Psa,
  cisaAdvisories,
];
