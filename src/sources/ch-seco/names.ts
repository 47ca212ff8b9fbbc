import type { Alias, AliasStrength } from '../../domain/listing.js';
import { tidy } from '../../lib/text.js';
import { child, childrenOf, type XmlElement } from '../../lib/xml.js';

/** A name without its titles, and how its parts are spelled otherwise. */
interface Spelling {
  readonly name: string;
  /** ISO 15924 code where it is not Latin. */
  readonly script: string | null;
}

/** The primary name of a target's main identity; empty where there is none. */
export function primaryNameOf(party: XmlElement): string {
  const primary = primaryOf(party);
  return primary ? wholeName(primary) : '';
}

/** Every other name of every identity, and the spellings of all of them. */
export function aliasesOf(party: XmlElement): Alias[] {
  const primary = primaryOf(party);
  const aliases: Alias[] = [];
  for (const identity of childrenOf(party, 'identity'))
    for (const name of childrenOf(identity, 'name')) {
      const quality = name.attributes.quality ?? 'good';
      const strength: AliasStrength = quality === 'good' ? 'strong' : 'weak';
      const kind = name.attributes['name-type'] === 'formerly-known-as' ? 'fka' : 'aka';
      const whole = wholeName(name);
      if (name !== primary && whole) aliases.push({ name: whole, kind, strength });
      for (const spelling of spellingsOf(name)) aliases.push(spelled(spelling, name === primary, kind, strength));
    }
  return aliases;
}

/** The titles that stand among the parts of names, each once. */
export function titlesOf(party: XmlElement): string[] {
  const parts = childrenOf(party, 'identity')
    .flatMap((identity) => childrenOf(identity, 'name'))
    .flatMap(partsOf);
  return [...new Set(parts.filter(isTitle).map(textIn))].filter(Boolean);
}

function spelled({ name, script }: Spelling, primary: boolean, kind: Alias['kind'], strength: AliasStrength): Alias {
  if (script === null) return { name, kind, strength };
  return { name, kind: primary ? 'original-script' : kind, strength, script };
}

function primaryOf(party: XmlElement): XmlElement | undefined {
  const identities = childrenOf(party, 'identity');
  const main = identities.find(({ attributes }) => attributes.main === 'true') ?? identities[0];
  const names = childrenOf(main, 'name');
  return names.find(({ attributes }) => attributes['name-type'] === 'primary-name') ?? names[0];
}

/** Parts stand in the file in any order; titles are no part of a name. */
function partsOf(name: XmlElement): XmlElement[] {
  return childrenOf(name, 'name-part').sort((a, b) => Number(a.attributes.order) - Number(b.attributes.order));
}

function isTitle(part: XmlElement): boolean {
  return part.attributes['name-part-type'] === 'title';
}

function wholeName(name: XmlElement): string {
  const parts = partsOf(name).filter((part) => !isTitle(part));
  return parts.map(textIn).filter(Boolean).join(' ');
}

/** `-` stands for a part that is not known. */
function textIn(part: XmlElement): string {
  const value = tidy(child(part, 'value')?.text ?? '');
  return value === '-' ? '' : value;
}

/**
 * One whole name for each variant of a part in one language and script. The n-th variants of the parts stand together,
 * and a part without one as it is: all combinations of six variants of three parts would be 216 names.
 */
function spellingsOf(name: XmlElement): Spelling[] {
  const parts = partsOf(name)
    .filter((part) => !isTitle(part))
    .map((part) => ({ value: textIn(part), variants: variantsOf(part) }));
  const spellings: Spelling[] = [];
  for (const manner of new Set(parts.flatMap(({ variants }) => [...variants.keys()]))) {
    const longest = Math.max(...parts.map(({ variants }) => variants.get(manner)?.length ?? 0));
    for (let n = 0; n < longest; n += 1) {
      const words = parts.map(({ value, variants }) => {
        const spelledSo = variants.get(manner) ?? [];
        return spelledSo[n] ?? spelledSo[0] ?? value;
      });
      spellings.push({ name: words.filter(Boolean).join(' '), script: scriptOf(manner) });
    }
  }
  return spellings;
}

/** Language and script → the variants in them. */
function variantsOf(part: XmlElement): Map<string, string[]> {
  const variants = new Map<string, string[]>();
  for (const { attributes, text } of childrenOf(part, 'spelling-variant')) {
    const manner = `${attributes.lang ?? ''} ${attributes.script ?? ''}`;
    const spelling = tidy(text);
    if (spelling) variants.set(manner, [...(variants.get(manner) ?? []), spelling]);
  }
  return variants;
}

function scriptOf(manner: string): string | null {
  const script = manner.slice(manner.indexOf(' ') + 1);
  return script === '' || script === 'LATN' ? null : script;
}
