import { UserError } from '../src/domain/errors.js';
import { type PublicationDate, walletKey } from '../src/domain/listing.js';
import type { WalletAnswer } from '../src/domain/match.js';
import type { Block, Button, Line, Span } from '../src/domain/message.js';
import { count, truncate } from '../src/lib/text.js';
import { dayText } from '../src/lib/time.js';
import type { App, Command, Reply } from '../src/ports.js';
import { type Freshness, freshness, notRead } from './parts/freshness.js';
import { neededOption } from './parts/options.js';
import { addressLink } from './parts/profile-blocks.js';
import { answer, itemList, linked, paragraph, runButton } from './parts/reply.js';

const MAX_SHOWN = 20;
const UNLISTED = '○ On none of the lists checked, which does not mean free of sanctions:';

type Hit = WalletAnswer['hits'][number];

/** A hit with the day since which our history shows the address on that listing; null where it is older than that. */
interface DatedHit {
  readonly hit: Hit;
  readonly addedOn: PublicationDate | null;
}

interface DatedAnswer extends Omit<WalletAnswer, 'hits'> {
  readonly hits: readonly DatedHit[];
}

export const wallet = {
  name: 'wallet',
  description: 'Is a digital currency address listed, under whom, since when?',
  root: 'sanctions',
  options: [
    {
      name: 'address',
      description: 'one or many addresses; text around them does no harm',
      kind: 'rest',
      required: true,
    },
  ],
  examples: ['wallet 0x098B716B8Aaf21512996dC57EB0615e2383E2f96'],
  async run(options, { app }) {
    const text = neededOption(options, 'address', 'which address to check');
    const fresh = await freshness(app);
    const found = app.search.wallets(text);
    if (found.length === 0)
      throw new UserError(
        `“${truncate(text, 80)}” holds no digital currency address. Give the whole address: it is compared letter by letter.`,
      );
    return walletReply(found, app, fresh);
  },
} satisfies Command;

/** What the lists say of addresses. */
export async function walletReply(found: readonly WalletAnswer[], app: App, fresh: Freshness): Promise<Reply> {
  const answers = await Promise.all(found.map((one) => dated(one, app)));
  const listed = answers.filter(isListed);
  const title = titleText(answers, listed.length, fresh);
  const [first] = listed;
  const [hit] = first?.hits ?? [];
  return answer({
    title,
    push:
      first && hit
        ? `${title}: ${first.address}, ${hit.hit.listing.name} (${fresh.titleOf(hit.hit.listing.list)})`
        : `${title}. ${nothingRead(fresh) ? 'Ask again when one was.' : 'Not found is not the same as not sanctioned.'}`,
    blocks: blocksOf(answers, app, fresh),
    buttons: hit ? buttonsFor(hit.hit, app) : [],
    foot: fresh.foot,
    data: answers.map((one) => walletData(one, fresh)),
  });
}

function titleText(answers: readonly DatedAnswer[], listed: number, fresh: Freshness): string {
  if (nothingRead(fresh)) return 'Not checked: no list was read yet';
  const [only, second] = answers;
  if (only && !second && listed === 1) return 'This address is listed';
  if (only && !second)
    return only.hits.length > 0 ? 'This address is no longer listed' : 'No listing found for this address';
  return `${listed} of ${count(answers.length, 'address', 'addresses')} listed`;
}

function buttonsFor(hit: Hit, app: App): Button[] {
  const actor = hit.actor === null ? undefined : app.actors.get(hit.actor);
  return [
    ...(actor ? runButton(`Profile of ${actor.name}`, `actor ${actor.id}`) : []),
    ...runButton(`Changes of ${hit.listing.name}`, `changes ${actor?.id ?? keyOf(hit)}`),
  ];
}

/** Then an address without a hit is neither listed nor unlisted. */
function nothingRead({ lists }: Freshness): boolean {
  return lists.read.length === 0;
}

function isListed({ hits }: DatedAnswer): boolean {
  return hits.some(({ hit }) => hit.status === 'listed');
}

function blocksOf(answers: readonly DatedAnswer[], app: App, fresh: Freshness): Block[] {
  const known = answers.filter(({ hits }) => hits.length > 0);
  const unknown = answers.filter(({ hits }) => hits.length === 0);
  const more = known.length - MAX_SHOWN;
  return [
    ...known.slice(0, MAX_SHOWN).map((one) => {
      const sign = isListed(one) ? '● Listed' : '○ No longer listed';
      return paragraph(
        [`${sign}: `, linkOf(one, app), ...shapeSpans(one)],
        ...one.hits.map((hit) => hitLine(hit, fresh)),
      );
    }),
    ...(more > 0 ? [paragraph([`and ${more} more addresses with entries`])] : []),
    ...(unknown.length > 0 ? [paragraph([nothingRead(fresh) ? '– Not checked:' : UNLISTED])] : []),
    ...itemList(
      unknown.map((one) => [linkOf(one, app), ...shapeSpans(one)]),
      MAX_SHOWN,
    ),
    ...(fresh.lists.unread.length > 0 ? [paragraph([notRead(fresh.lists.unread)])] : []),
  ];
}

/** The list's label decides where the shape leaves several chains open. */
function linkOf({ address, hits }: DatedAnswer, app: App): Span {
  return addressLink({ address, label: hits[0]?.hit.label ?? '' }, app);
}

/** What the address says of itself. The list's label is no witness: it has been wrong about the chain. */
function shapeSpans({ chains, checksum, near, hits }: DatedAnswer): Line {
  const chain = chains.length === 0 ? [] : [` · ${chains.join(' or ')}`];
  if (checksum !== 'faulty') return chain;
  const doubt = hits.length > 0 ? 'its letters' : 'a character';
  const mistyped = ` · the checksum does not fit: ${doubt} may be mistyped`;
  if (near === null) return [...chain, mistyped];
  return [
    ...chain,
    mistyped,
    '; the listed address ',
    { text: near, style: 'code' },
    ' differs from it in one character',
  ];
}

function hitLine({ hit, addedOn }: DatedHit, fresh: Freshness): Line {
  const { listing, status, label, listedAs } = hit;
  const when = addedOn === null ? '' : ` · address added ${dayText(addedOn)}`;
  const since = hit.since === null ? '' : ` · party listed since ${dayText(hit.since)}`;
  return [
    { text: listing.name, style: 'strong' },
    ` (${listing.type}) · ${fresh.titleOf(listing.list)} `,
    linked(listing.ref, listing.url),
    ` · ${status} · labelled ${label}${when}${since}`,
    ...(listedAs === undefined
      ? []
      : [
          ' · written there as ',
          { text: listedAs, style: 'code' } as const,
          ', the same key or account written otherwise',
        ]),
    ...(listing.programs.length > 0 ? [` · ${listing.programs.join(', ')}`] : []),
  ];
}

async function dated({ hits, ...one }: WalletAnswer, app: App): Promise<DatedAnswer> {
  const dates = hits.map(async (hit) => ({ hit, addedOn: await addedOn(hit.listedAs ?? one.address, hit, app) }));
  return { ...one, hits: await Promise.all(dates) };
}

/** The newest action that brought the address to the listing: it may have been away. Older than our first sight: null. */
async function addedOn(address: string, hit: Hit, app: App): Promise<PublicationDate | null> {
  const actions = await app.ledger.actions({ source: hit.listing.list, listing: keyOf(hit) });
  for (const action of actions) {
    const brought = action.changes.some(
      (change) =>
        change.ref === hit.listing.ref &&
        change.kind !== 'removed' &&
        app.linesOf(change).some(({ sign, line }) => sign === '+' && line.some((span) => holds(span, address))),
    );
    if (brought) return (action.published ?? action.detectedAt).slice(0, 10);
  }
  return null;
}

function holds(span: Line[number], address: string): boolean {
  const text = typeof span === 'string' ? span : span.text;
  return walletKey(text) === walletKey(address);
}

function keyOf({ listing }: Hit): string {
  return `${listing.list}/${listing.ref}`;
}

function walletData(one: DatedAnswer, fresh: Freshness): Record<string, unknown> {
  return {
    address: one.address,
    listed: isListed(one) || (nothingRead(fresh) ? null : false),
    chains: one.chains,
    checksum: one.checksum,
    near: one.near,
    hits: one.hits.map(({ hit, addedOn }) => ({
      list: hit.listing.list,
      ref: hit.listing.ref,
      name: hit.listing.name,
      type: hit.listing.type,
      actor: hit.actor,
      status: hit.status,
      label: hit.label,
      ...(hit.listedAs === undefined ? {} : { listedAs: hit.listedAs }),
      programs: hit.listing.programs,
      since: addedOn ?? hit.since,
      url: hit.listing.url,
    })),
    asOf: fresh.asOf,
  };
}
