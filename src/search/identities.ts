import type { Entry } from '../domain/ledger.js';
import { walletKey } from '../domain/listing.js';
import { ExactIndex } from './exact-index.js';
import { type IdentifierFact, identifiersOf, queryKeys, referenceKey, selfCheck } from './identifiers.js';
import { mentionsIn, referencesIn } from './mentioned.js';
import { addressesIn, type FoundAddress, listedAddressesIn, walletKeys } from './wallets/index.js';

/** A party that something in a text identifies beyond doubt. */
export interface Identified {
  readonly owner: string;
  /** What identifies it, as the list has it. */
  readonly matched: string;
  /** What that is: `is an identifier of … (IMO 9187629)`, given the party's name. */
  readonly says: (name: string) => string;
}

/** What parties are told by whatever they are called: official references, numbers, web and wallet addresses. */
export class Identities {
  readonly #references = new ExactIndex();
  readonly #numbers = new ExactIndex();
  readonly #wallets = new ExactIndex();
  readonly #entryOf: (owner: string) => Entry | undefined;

  constructor(entryOf: (owner: string) => Entry | undefined) {
    this.#entryOf = entryOf;
  }

  addReferences(owner: string, references: readonly string[]): void {
    this.#references.add(owner, references.map(referenceKey));
  }

  put(owner: string, { listing }: Entry): void {
    this.addReferences(owner, [listing.ref]);
    this.#numbers.add(
      owner,
      identifiersOf(listing).map(({ key }) => key),
    );
    this.#wallets.add(
      owner,
      listing.wallets.flatMap(({ address }) => walletKeys(address)),
    );
  }

  /** Takes away what `put` was given. */
  forget(owner: string, { listing }: Entry): void {
    this.#references.remove(owner, [referenceKey(listing.ref)]);
    this.#numbers.remove(
      owner,
      identifiersOf(listing).map(({ key }) => key),
    );
    this.#wallets.remove(
      owner,
      listing.wallets.flatMap(({ address }) => walletKeys(address)),
    );
  }

  /** Parties that a text identifies: as a whole, or by a number, reference or address among its words. */
  *in(text: string): Generator<Identified> {
    for (const written of new Set([text, ...referencesIn(text)]))
      for (const owner of this.#referredTo(written))
        yield { owner, matched: written, says: (name) => `is the official reference of ${name}` };
    for (const key of queryKeys(text)) yield* this.#numbered(key, () => true);
    for (const { key, means } of mentionsIn(text)) yield* this.#numbered(key, means);
    for (const { address, keys } of listedAddressesIn(text, (key) => this.#wallets.has(key)))
      for (const owner of this.ownersOfWallet(keys))
        yield { owner, matched: address, says: (name) => `is a digital currency address of ${name}` };
  }

  /** The addresses in a text, listed or not. */
  addressesIn(text: string): FoundAddress[] {
    return addressesIn(text, {
      has: (key) => this.#wallets.has(key),
      all: () => this.#wallets.keys(),
    });
  }

  ownersOfWallet(keys: readonly string[]): string[] {
    return [...new Set(keys.flatMap((key) => this.#wallets.owners(key)))];
  }

  /** A listed address as its list writes it. */
  asListed(key: string): string {
    const wallets = this.#wallets.owners(key).flatMap((owner) => this.#entryOf(owner)?.listing.wallets ?? []);
    return wallets.find(({ address }) => walletKey(address) === key)?.address ?? key;
  }

  *#numbered(key: string, means: (fact: IdentifierFact) => boolean): Generator<Identified> {
    for (const owner of this.#numbers.owners(key)) {
      const entry = this.#entryOf(owner);
      const fact = entry && identifiersOf(entry.listing).find((known) => known.key === key && means(known));
      if (!fact) continue;
      const doubt = selfCheck(fact) === 'faulty' ? ', though its check figure does not fit' : '';
      yield { owner, matched: fact.text, says: (name) => `is an identifier of ${name} (${fact.text}${doubt})` };
    }
  }

  /** Owners whose reference the text is, alone or behind its list: `27307`, `ofac-sdn/27307`. */
  #referredTo(text: string): readonly string[] {
    const wanted = referenceKey(text);
    const behind = this.#references.owners(wanted.slice(wanted.indexOf('/') + 1));
    return [...this.#references.owners(wanted), ...behind.filter((owner) => owner.toLowerCase() === wanted)];
  }
}
