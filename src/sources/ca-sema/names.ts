import type { Alias, AliasStrength } from '../../domain/listing.js';

const LABEL = /^(?:Arabic|Belaruss?ian|Hebrew|Persian|Russian|Ukrainian|alias)\s?:\s*/i;
const NEXT_LABEL = /,\s*(?=(?:Arabic|Belaruss?ian|Hebrew|Persian|Russian|Ukrainian)\s?:)/;
const ALSO_KNOWN_AS = /^(.+?)\s*\(\s*(?:also known as|a\.k\.a\.?)\s+(.+?)\s*\)$/i;
/** What stands behind a comma without being a name of its own: `Рембаза, АО`, `Htoo Co., Ltd.` */
const LEGAL_FORM = /^(?:[АЗОПСН]?[АО]О|[OZP]?[AO]O|co\.?|corp\.?|inc\.?|jsc|llc|ltd\.?|limited|pjsc)$/i;

/** `X (also known as Y)`, in which many entities' other names stand. */
export function nameAndAliases(text: string): { readonly name: string; readonly aliases: readonly Alias[] } {
  const [, name = text, also = ''] = ALSO_KNOWN_AS.exec(text) ?? [];
  return { name, aliases: also === '' ? [] : [aka(also, 'strong')] };
}

/**
 * The names in the one text that holds all aliases of a record. They are divided by semicolons, slashes, and by commas
 * where these do not belong to the name. A person's alias of one word is weak: alone it identifies nobody.
 */
export function aliasesIn(text: string, person: boolean): Alias[] {
  const aliases: Alias[] = [];
  for (const part of text.split(/;|\s\/|\/\s/).flatMap((some) => some.split(NEXT_LABEL))) {
    const labelled = bare(part);
    for (const piece of person ? personsIn(labelled) : entitiesIn(labelled)) {
      const name = bare(piece);
      if (name !== '') aliases.push(aka(name, person && !/\s/.test(name) ? 'weak' : 'strong'));
    }
  }
  return aliases;
}

/** `A B, C D` are two names, `Surname, Given Patronymic` is one. */
function personsIn(text: string): string[] {
  const pieces = piecesOf(text);
  const [first = '', second = ''] = pieces;
  return pieces.length === 2 && !/\s/.test(first) && /\s/.test(second) ? [text] : pieces;
}

/** Commas in a long Cyrillic name belong to it, and so does a legal form. */
function entitiesIn(text: string): string[] {
  const pieces = piecesOf(text);
  return /\p{Script=Cyrillic}/u.test(text) || pieces.some((piece) => LEGAL_FORM.test(piece)) ? [text] : pieces;
}

function piecesOf(text: string): string[] {
  return text.split(/[,،]/).map((piece) => piece.trim());
}

/** Without the language before it, and without brackets and quotes that were cut in two. */
function bare(text: string): string {
  let name = text.replace(/^[\s,]+|[\s,]+$/g, '').replace(LABEL, '');
  if (name.startsWith('(') && !name.includes(')')) name = name.slice(1);
  if (name.endsWith(')') && !name.includes('(')) name = name.slice(0, -1);
  const quoted = /^[“"«]([^“”"«»]*)[”"»]$/.exec(name);
  return (quoted?.[1] ?? name).trim();
}

function aka(name: string, strength: AliasStrength): Alias {
  return { name, kind: 'aka', strength };
}
