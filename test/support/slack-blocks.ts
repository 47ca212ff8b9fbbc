/**
 * Slack's own checks on a message, written from its documentation (https://docs.slack.dev/reference/block-kit) and not from
 * the renderer's constants, so that a wrong constant fails here.
 */
import { z } from 'zod';

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => value.trim() !== '', 'must be more than 0 characters');
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });
const textObject = (max: number) =>
  z.union([
    plain(max),
    z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() }),
  ]);
const blockId = z.string().max(255).optional();

const Button = z
  .strictObject({
    type: z.literal('button'),
    action_id: text(255),
    text: plain(75),
    value: text(2000).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(3000)
      .optional(),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .refine((button) => button.value !== undefined || button.url !== undefined, 'a button that does nothing');

const style = z
  .strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() })
  .partial()
  .optional();
const Piece = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: z.url().max(3000), text: z.string().min(1).optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW]/), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().startsWith('S'), style }),
]);
const RichSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(Piece).min(1) });
const RichText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        RichSection,
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(Piece).min(1) }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(RichSection).min(1),
        }),
      ]),
    )
    .min(1),
});

const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z
    .strictObject({
      type: z.literal('section'),
      block_id: blockId,
      text: textObject(3000).optional(),
      fields: z.array(textObject(2000)).min(1).max(10).optional(),
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined, 'a section without text'),
  z.strictObject({ type: z.literal('context'), block_id: blockId, elements: z.array(textObject(3000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('actions'), block_id: blockId, elements: z.array(Button).min(1).max(25) }),
  z.strictObject({
    type: z.literal('table'),
    block_id: blockId,
    rows: z
      .array(
        z
          .array(z.union([z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }), RichText]))
          .min(1)
          .max(20),
      )
      .min(1)
      .max(100),
    column_settings: z
      .array(z.strictObject({ align: z.string().optional(), is_wrapped: z.boolean().optional() }))
      .max(20)
      .optional(),
  }),
  RichText,
]);

export type SlackBlock = z.infer<typeof Block>;

/** What Slack would say of the blocks: null when it takes them, else its error code and why. */
export function blockProblem(blocks: unknown): { readonly code: string; readonly why: string } | null {
  const parsed = z.array(Block).max(50).safeParse(blocks);
  if (!parsed.success) return { code: 'invalid_blocks', why: z.prettifyError(parsed.error) };
  const actionIds = buttonsOf(parsed.data).map((button) => button.action_id);
  if (new Set(actionIds).size < actionIds.length) return { code: 'invalid_blocks', why: 'an action_id occurs twice' };
  if (parsed.data.filter((block) => block.type === 'table').length > 1) {
    return { code: 'invalid_attachments', why: 'only_one_table_allowed' };
  }
  // Observed: 12,000 characters less about 125 for each block. https://github.com/slackapi/bolt-js/issues/2509
  const size = textLength(parsed.data) + parsed.data.length * 125;
  return size > 12_000 ? { code: 'msg_blocks_too_long', why: `${size} characters` } : null;
}

/** The blocks, for reading; throws when they are not valid. */
export function readBlocks(blocks: unknown): SlackBlock[] {
  return z.array(Block).parse(blocks);
}

export function buttonsOf(blocks: readonly SlackBlock[]): z.infer<typeof Button>[] {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}

/** Everything a person reads in the blocks, in order, one text a line. */
export function visibleText(blocks: unknown): string {
  const texts: string[] = [];
  walk(blocks, (value) => texts.push(value));
  return texts.join('\n');
}

function textLength(blocks: unknown): number {
  let sum = 0;
  walk(blocks, (value) => {
    sum += value.length;
  });
  return sum;
}

function walk(node: unknown, seen: (text: string) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, seen);
  else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'text' && typeof value === 'string') seen(value);
      else walk(value, seen);
    }
  }
}
