import { domainToASCII } from 'node:url';
import { clean } from './normalise.js';

const WEB_LABEL = /^(e-?mail(?: address)?|website|mailto)[\s:]+/i;
const MAX_SEGMENTS = 6;
const MAX_LABELS = 6;

interface Place {
  readonly host: string;
  /** Lower-case, without blanks; empty for none. */
  readonly path: string;
}

/** What a listed website or e-mail address is found by; null where it is none. Web addresses keep their points: “tornado cash” is not tornado.cash. */
export function webKey(text: string): string | null {
  const bare = bareOf(text);
  if (bare.includes('@')) return mailKey(bare);
  const place = placeOf(bare);
  return place && `web ${place.host}${place.path}`;
}

/**
 * Every listed website that a web address may belong to, nearest first: the page, the pages above it, its host and the domains above that;
 * or the one e-mail address. A page that is listed without its host says nothing about others of that host.
 */
export function webKeysAbove(text: string): string[] {
  const bare = bareOf(text);
  if (bare.includes('@') && !/^[^/]*:\/\/|^[^@]*\//.test(bare)) {
    const key = mailKey(bare);
    return key === null ? [] : [key];
  }
  const place = placeOf(bare.replace(/^([^/@]*)@/, ''));
  if (!place) return [];
  const segments = place.path
    .split('/')
    .filter((part) => part !== '')
    .slice(0, MAX_SEGMENTS);
  const pages = segments.map((_, i) => `/${segments.slice(0, segments.length - i).join('/')}`);
  const labels = place.host.split('.').slice(-MAX_LABELS);
  const above = labels.slice(1, -1).map((_, i) => labels.slice(i + 1).join('.'));
  return [...pages.map((page) => place.host + page), place.host, ...above].map((at) => `web ${at}`);
}

function bareOf(text: string): string {
  return clean(text)
    .replace(WEB_LABEL, '')
    .replace(/[.,;:!?/]+$/, '')
    .toLowerCase();
}

function mailKey(bare: string): string | null {
  return /^[^\s@/]+@[^\s@/]+\.[^\s@/]{2,}$/.test(bare) ? `web ${bare}` : null;
}

function placeOf(bare: string): Place | null {
  const [, host, path] =
    /^(?:[a-z][a-z+]*:\/\/)?([^\s/?#:@]+\.[^\s/?#:@]{2,})(?::\d+)?(\/[^\s?#]*)?(?:[?#]\S*)?$/.exec(bare) ?? [];
  if (host === undefined) return null;
  const ascii = domainToASCII(host) || host;
  if (!/\.(?=.*[a-z])[a-z\d-]{2,}$/.test(ascii)) return null;
  return { host: ascii.replace(/^www\d?\.(?=.*\.)/, ''), path: (path ?? '').replace(/\/+$/, '') };
}
