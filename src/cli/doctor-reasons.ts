import { RefusedVersion } from '../domain/errors.js';
import { HttpError } from '../lib/http.js';

/** How a source is asked, for advice that fits. */
export interface Route {
  /** `SOURCE_OFAC_SDN_URL` */
  readonly variable: string;
  /** `SOURCE_UA_NSDC_KEY`, where the source needs a key. */
  readonly keyVariable?: string;
  readonly mirrored: boolean;
  readonly proxied: boolean;
}

/** Why a source gave nothing, in words, and what to do about it. */
export function reasonOf(error: unknown, route: Route): { readonly detail: string; readonly mend: string } {
  if (error instanceof HttpError) return { detail: httpDetail(error), mend: httpMend(error, route) };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    detail,
    mend: error instanceof RefusedVersion || error instanceof Error ? otherFile(route) : anotherWay(route),
  };
}

function httpDetail(error: HttpError): string {
  const why = NETWORK.find(({ codes }) => codes.test(codeOf(error)))?.why;
  return why === undefined ? error.message : `${error.message}: ${why}`;
}

function codeOf({ cause }: HttpError): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

const CERTIFICATE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/;
const NETWORK: readonly { readonly codes: RegExp; readonly why: string }[] = [
  { codes: /^(ENOTFOUND|EAI_AGAIN)$/, why: 'DNS does not know the name' },
  { codes: /^ECONNREFUSED$/, why: 'the connection was refused' },
  { codes: /^(ECONNRESET|EPIPE)$/, why: 'the connection was cut' },
  { codes: /^(ENETUNREACH|EHOSTUNREACH)$/, why: 'there is no way to it from here' },
  { codes: /^ETIMEDOUT$/, why: 'nothing answered' },
  { codes: CERTIFICATE, why: 'its certificate is not trusted' },
];

function httpMend(error: HttpError, route: Route): string {
  switch (error.reason) {
    case 'network':
      if (CERTIFICATE.test(codeOf(error)))
        return 'If a proxy inspects TLS here, name its certificate in NODE_EXTRA_CA_CERTS.';
      return anotherWay(route);
    case 'status':
      return statusMend(error.status ?? 0, route);
    case 'timeout':
    case 'stalled':
    case 'cut-short':
      return `Try again later; the bot does so by itself. If it stays so: ${anotherWay(route)}`;
    case 'address':
    case 'not-https':
      return `Correct ${route.variable}: https://…, or http://… for a mirror of your own.`;
    case 'redirect':
    case 'too-large':
    case 'encoding':
      return otherFile(route);
  }
}

function statusMend(status: number, route: Route): string {
  if (status === 407) return 'The proxy wants a user and a password: put them into HTTPS_PROXY.';
  if (route.keyVariable && (status === 401 || status === 403))
    return `The site refuses the key: check ${route.keyVariable}.`;
  if (status === 401 || status === 403 || status === 406)
    return `The site or a firewall refuses this address or User-Agent (ours begins with Mozilla/5.0; a proxy may change it). ${anotherWay(route)}`;
  if (status === 404 || status === 410)
    return route.mirrored
      ? `Correct ${route.variable}: it replaces the publisher's origin, and the paths below it must stay.`
      : `The publisher moved it: update Tocsin. ${anotherWay(route)}`;
  if (status === 429 || status >= 500) return 'The site has trouble; the bot tries again by itself.';
  return anotherWay(route);
}

function anotherWay({ variable, mirrored, proxied }: Route): string {
  if (mirrored) return `Check the mirror that ${variable} names.`;
  const proxy = proxied ? 'Check HTTPS_PROXY' : 'Set HTTPS_PROXY if this machine needs a proxy';
  return `${proxy}, or name a mirror in ${variable}.`;
}

/** Something answered, but not with what the publisher has. */
function otherFile({ variable, mirrored }: Route): string {
  if (mirrored) return `Look at what the mirror that ${variable} names really serves.`;
  return `A proxy or a maintenance page may answer in the publisher's place: open it in a browser, or name a mirror in ${variable}.`;
}
