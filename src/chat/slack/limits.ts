/**
 * Slack's limits. Slack does not say how it counts a character; they are applied to UTF-16 units, which never undercounts.
 */
export const LIMITS = {
  /** https://docs.slack.dev/reference/methods/chat.postMessage: aim below 4,000, cut by Slack above 40,000 */
  text: 4_000,
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocks: 50,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  /** Rich text has no limit of its own: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  richText: 3_000,
  /** Our own: the foot, and the note about a cut. */
  contextText: 500,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonLabel: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/table-block */
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  /** Our own: what can be read in a cell. */
  tableCell: 200,
  /**
   * All text of all blocks together, with 125 for each block. Undocumented: Slack's maintainers say 12,000 less a share for
   * each container (https://github.com/slackapi/bolt-js/issues/2509), and 11,341 in rich text was refused
   * (https://github.com/slackapi/bolt-js/issues/2867). What is over it fails with `msg_blocks_too_long`.
   */
  whole: 12_000,
  blockCost: 125,
  /** Our share of it for the body, each piece of text counted for its container beside its own length. */
  bodyText: 7_000,
  pieceCost: 25,
} as const;
