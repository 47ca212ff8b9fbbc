/**
 * The address as a link may lead to it, or null for what must not become a link: only https is one, and none with a name or a
 * password, which stand where people read the host. A host in another script comes out in Punycode, in which no letter looks like another.
 */
export function linkTarget(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}

const ADDRESS = /^(?:https?:\/\/)?((?:[\p{L}\p{M}\p{N}-]+\.)+\p{L}{2,})(?:[/:?#]\S*)?$/iu;

/** The words of a link; where they are the address of another host than it leads to, with the host that it does lead to. */
export function linkWords(text: string, target: string): string {
  const said = ADDRESS.exec(text.replace(/\p{Cf}/gu, '').trim())?.[1];
  const { host } = new URL(target);
  if (said === undefined || bare(hostOf(said)) === bare(host)) return text;
  return `${text} (${host})`;
}

function hostOf(name: string): string {
  return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).host : name;
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}
