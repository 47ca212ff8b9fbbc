import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import { z } from 'zod';

const Button = z.looseObject({
  type: z.literal(2),
  style: z.number(),
  label: z.string().optional(),
  custom_id: z.string().optional(),
  url: z.string().optional(),
});
const Embed = z.looseObject({
  title: z.string().nullish(),
  description: z.string().nullish(),
  color: z.number().nullish(),
  fields: z.array(z.object({ name: z.string(), value: z.string(), inline: z.boolean().optional() })).nullish(),
  footer: z.object({ text: z.string() }).nullish(),
});
/** What the server keeps of a message or an answer. */
export const MessageBody = z.looseObject({
  content: z.string().nullish(),
  embeds: z.array(Embed).nullish(),
  components: z.array(z.looseObject({ type: z.literal(1), components: z.array(Button) })).nullish(),
  allowed_mentions: z.looseObject({ parse: z.array(z.string()).optional() }).nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  flags: z.number().nullish(),
  message_reference: z.looseObject({ message_id: z.string(), fail_if_not_exists: z.boolean().nullish() }).nullish(),
});
export type MessageBody = z.infer<typeof MessageBody>;

const Option = z.looseObject({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).optional(),
});
export const CommandBody = z.looseObject({
  type: z.number().default(1),
  name: z.string(),
  description: z.string().default(''),
  default_member_permissions: z.string().nullish(),
  options: z.array(Option.extend({ options: z.array(Option).optional() })).default([]),
});
export type CommandBody = z.infer<typeof CommandBody>;
export type OptionBody = z.infer<typeof Option>;

const specs = {
  create: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  followUp: IncomingWebhookInteractionRequestSchema,
  editAnswer: IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
};

/** What is wrong with a message: by Discord's published schema, and by the rules that the schema does not know. */
export function messageProblems(body: unknown, kind: keyof typeof specs): string[] {
  const found = specProblems(specs[kind], body);
  const parsed = MessageBody.safeParse(body);
  if (!parsed.success) return [...found, parsed.error.message];
  return [...found, ...ownProblems(parsed.data, kind === 'create' || kind === 'followUp')];
}

function specProblems(schema: (typeof specs)['create'], body: unknown): string[] {
  const result = schema.safeParse(body);
  return result.success ? [] : [result.error.message];
}

function ownProblems(body: MessageBody, complete: boolean): string[] {
  const found: string[] = [];
  const embeds = body.embeds ?? [];
  const content = body.content ?? '';
  if (content.length > 2000) found.push(`content of ${content.length} characters`);
  if (complete && content.trim() === '' && embeds.length === 0) found.push('empty message');
  const total = embeds.reduce((sum, embed) => sum + embedTexts(embed).join('').length, 0);
  if (total > 6000) found.push(`embeds of ${total} characters`);
  for (const embed of embeds) {
    if (embedTexts(embed).length === 0) found.push('empty embed');
    for (const field of embed.fields ?? [])
      if (field.name.trim() === '' || field.value.trim() === '') found.push('empty field name or value');
  }
  if (/\p{Surrogate}/u.test([content, ...embeds.flatMap(embedTexts)].join('\n'))) found.push('lone surrogate');
  return [...found, ...buttonProblems(body)];
}

function embedTexts(embed: z.infer<typeof Embed>): string[] {
  const fields = (embed.fields ?? []).flatMap((field) => [field.name, field.value]);
  return [embed.title, embed.description, embed.footer?.text, ...fields].filter((text) => typeof text === 'string');
}

function buttonProblems(body: MessageBody): string[] {
  const rows = body.components ?? [];
  const buttons = rows.flatMap((row) => row.components);
  const ids = buttons.flatMap((button) => button.custom_id ?? []);
  const found: string[] = [];
  if (rows.length > 5) found.push(`${rows.length} action rows`);
  if (new Set(ids).size !== ids.length) found.push('duplicate custom_id');
  for (const button of buttons) {
    if (button.style === 5 && (button.url === undefined || button.custom_id !== undefined))
      found.push('link button without url, or with a custom_id');
    if (button.style !== 5 && (button.custom_id === undefined || button.url !== undefined))
      found.push('button without custom_id, or with a url');
    if ((button.label ?? '').trim() === '') found.push('button without label');
  }
  return found;
}

/** What is wrong with the answer to an interaction. */
export function callbackProblems(body: unknown): string[] {
  const type = z.looseObject({ type: z.number() }).safeParse(body);
  if (!type.success) return ['no callback type'];
  if (type.data.type === 8) {
    const values = z
      .looseObject({ data: z.looseObject({ choices: z.array(z.object({ name: z.string(), value: z.string() })) }) })
      .safeParse(body);
    const long = values.success && values.data.data.choices.some((choice) => choice.value.length > 100);
    return [
      ...specProblems(ApplicationCommandAutocompleteCallbackRequestSchema, body),
      ...(long ? ['value over 100'] : []),
    ];
  }
  return specProblems(
    type.data.type === 6 || type.data.type === 7
      ? UpdateMessageInteractionCallbackRequestSchema
      : CreateMessageInteractionCallbackRequestSchema,
    body,
  );
}

/** What is wrong with a command definition. */
export function commandProblems(body: unknown): string[] {
  const parsed = CommandBody.safeParse(body);
  if (!parsed.success) return [parsed.error.message];
  const command = parsed.data;
  // The published schema wants a number here, the documentation and every library a string.
  const permissions = command.default_member_permissions;
  const numbered = { ...command, default_member_permissions: permissions == null ? null : Number(permissions) };
  const found = specProblems(ApplicationCommandUpdateRequestSchema, numbered);
  // Commands in the menu of a message have names as people write, and nothing else.
  if (command.type === 3) {
    if (command.name.length > 32 || command.name.trim() === '') found.push(`the name "${command.name}"`);
    if (command.description !== '' || command.options.length > 0) found.push(`${command.name}: more than a name`);
    return found;
  }
  if (command.description.trim() === '') found.push(`${command.name}: no description`);
  found.push(...namesProblems([command.name]), ...optionsProblems(command.options));
  for (const verb of command.options) found.push(...optionsProblems(verb.options ?? []));
  if (sizeOf(command) > 8000) found.push(`${command.name}: longer than 8000 characters`);
  return found;
}

function namesProblems(names: readonly string[]): string[] {
  const wrong = names.filter((name) => !/^[-_'\p{L}\p{N}]{1,32}$/u.test(name) || name !== name.toLowerCase());
  return wrong.map((name) => `the name "${name}"`);
}

function optionsProblems(options: readonly OptionBody[]): string[] {
  const names = options.map((option) => option.name);
  const found = namesProblems(names);
  if (new Set(names).size !== names.length) found.push('duplicate option');
  let optional = false;
  for (const option of options) {
    if (option.required && optional) found.push(`${option.name}: required after optional`);
    optional ||= option.type > 2 && !option.required;
    if (option.autocomplete && option.choices) found.push(`${option.name}: autocomplete with choices`);
    if ((option.choices ?? []).some((choice) => String(choice.value).length > 100)) found.push('choice value over 100');
  }
  return found;
}

function sizeOf(option: { name: string; description: string; options?: unknown; choices?: unknown }): number {
  const inner = z.array(CommandBody.or(Option)).safeParse(option.options);
  const choices = z.array(z.object({ name: z.string(), value: z.unknown() })).safeParse(option.choices);
  let size = option.name.length + option.description.length;
  for (const one of inner.success ? inner.data : []) size += sizeOf(one);
  for (const one of choices.success ? choices.data : []) size += one.name.length + String(one.value).length;
  return size;
}
