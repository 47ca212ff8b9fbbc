import { HttpError } from './http-error.js';

export type PlainHttpRule = (url: URL) => boolean;

const nowhere: PlainHttpRule = () => false;

/**
 * Where a request may go: https anywhere, plain http only to loopback and where the operator's rule allows it. A redirect
 * cannot lead from elsewhere to this machine. Throws `HttpError`.
 */
export function permittedUrl(text: string, from: URL | null, plainHttp: PlainHttpRule = nowhere): URL {
  const url = parse(text, from);
  if (!url && from) throw new HttpError('redirect', `${from.host} redirects to something that is no URL`);
  if (!url) throw new HttpError('address', 'the address is no URL');
  if (url.username !== '' || url.password !== '')
    throw new HttpError('address', `${url.host}: put no user name or password into the address`);
  if (isLoopback(url) && from && !isLoopback(from))
    throw new HttpError('redirect', `${from.host} redirects to this machine, which is not followed`);
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && (isLoopback(url) || plainHttp(url))) return url;
  throw new HttpError('not-https', `${url.host} would be asked over ${url.protocol.replace(':', '')}, not https`);
}

/** This machine: 127.0.0.0/8, ::1 and localhost. */
export function isLoopback(url: URL): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(url.hostname);
}

/** Whether NO_PROXY (`example.org,.internal`) or loopback keeps this address from the proxy. */
export function bypassesProxy(url: URL, noProxy: string): boolean {
  if (isLoopback(url)) return true;
  return noProxy
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .replace(/^\*?\./, '')
        .toLowerCase(),
    )
    .some(
      (suffix) => suffix !== '' && (suffix === '*' || url.hostname === suffix || url.hostname.endsWith(`.${suffix}`)),
    );
}

function parse(text: string, from: URL | null): URL | null {
  try {
    return new URL(text, from ?? undefined);
  } catch {
    return null;
  }
}
