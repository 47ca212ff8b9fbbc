import type { Entry } from '../domain/ledger.js';
import type { WalletAnswer } from '../domain/match.js';
import { listingKey } from './parties.js';
import type { Register } from './register.js';
import { walletKeys } from './wallets/index.js';

/** Every wallet address in a text, listed or not, and whose it is. */
export function walletAnswers(text: string, register: Register): WalletAnswer[] {
  const { identities, parties } = register;
  return identities.addressesIn(text).map(({ near, keys, ...found }) => {
    const hits = identities.ownersOfWallet(keys).flatMap((owner) => {
      const entry = parties.entry(owner);
      return entry ? [hitOf(entry, owner, keys, register)] : [];
    });
    return {
      ...found,
      near: near === null ? null : identities.asListed(near),
      hits: hits.sort((a, b) => Number(a.status === 'removed') - Number(b.status === 'removed')),
    };
  });
}

function hitOf(
  { listing, status }: Entry,
  owner: string,
  [key, ...account]: readonly string[],
  { parties }: Register,
): WalletAnswer['hits'][number] {
  const same = listing.wallets.filter(({ address }) =>
    walletKeys(address).some((one) => one === key || account.includes(one)),
  );
  const asAsked = same.some(({ address }) => walletKeys(address)[0] === key);
  const otherwise = asAsked ? undefined : same[0]?.address;
  const own = parties.listings(owner).find(({ list, ref }) => listingKey(list, ref) === owner);
  return {
    listing,
    status,
    label: [...new Set(same.map(({ label }) => label))].join(', '),
    actor: parties.actorOf(owner)?.id ?? null,
    since: own?.listedOn ?? null,
    ...(otherwise === undefined ? {} : { listedAs: otherwise }),
  };
}
