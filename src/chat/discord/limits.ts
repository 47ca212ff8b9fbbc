/**
 * Discord's limits, as its documentation gave them in August 2026. Texts are measured in UTF-16 units, the strictest
 * reading of "characters".
 */

/** https://discord.com/developers/docs/resources/message#create-message */
export const MESSAGE = { content: 2000, embeds: 10, nonce: 25 } as const;

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits: `total` is over all embeds. */
export const EMBED = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  total: 6000,
} as const;

/** https://discord.com/developers/docs/components/reference#button */
export const BUTTON = { perRow: 5, rows: 5, label: 80, customId: 100, url: 512 } as const;

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object */
export const COMMAND = {
  name: /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u,
  description: 100,
  options: 25,
  choices: 25,
  choice: 100,
  /** Names, descriptions and values of one root command with everything below it. */
  total: 8000,
} as const;

/** https://discord.com/developers/docs/interactions/receiving-and-responding: three seconds, of which we use one. */
export const AUTOCOMPLETE = { choices: 25, text: 100, deadlineMs: 1000 } as const;

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
export const PERMISSION = {
  manageChannels: 1n << 4n,
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
} as const;

/** https://discord.com/developers/docs/reference#snowflakes */
export const SNOWFLAKE = /^\d{17,20}$/;
