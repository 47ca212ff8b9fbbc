import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { tidy } from '../../lib/text.js';
import type { ListSource } from '../../ports.js';
import { readRegister } from './read.js';

const API = '/ApiPublic/api/v1/publication';

/** The French national register of asset freezes; see readme.md. */
export const frGels: ListSource = {
  kind: 'list',
  experimental: true,
  id: 'fr-gels',
  authority: 'French Treasury',
  title: 'France asset freezes',
  homepage: 'https://gels-avoirs.dgtresor.gouv.fr/',
  origin: 'https://gels-avoirs.dgtresor.gouv.fr',
  formats: ['json'],
  cadence: { checkSeconds: 600, fileSeconds: 86_400 },
  minimum: 3_000,

  /** The instant of the last publication as the API words it: `29/05/2026 10:41:43`, of Paris. */
  async changeSignal({ http, origin, signal }) {
    const url = `${origin}${API}/derniere-publication-date`;
    const accept = 'application/json, text/plain;q=0.9';
    const { text } = await http.text({ url, accept, maxBytes: 10_000, timeoutMs: 60_000, signal });
    const date = tidy(text.replaceAll('"', ''));
    if (!/^[\dT/:.+\- Z]{8,40}$/.test(date)) throw new Error('the publication date of the register is no date');
    return date;
  },

  fetch: (context) =>
    fetchListFile(context, 'registre.json', {
      url: `${context.origin}${API}/derniere-publication-fichier-json`,
      accept: 'application/json',
      maxBytes: 100_000_000,
      timeoutMs: 300_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, 'json'),

  read: (version) => readRegister(listFileOf(version)),
};
