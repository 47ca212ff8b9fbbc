import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  RepliableInteraction,
} from 'discord.js';
import type { Message } from '../../domain/message.js';
import type { Destination } from '../../domain/subscription.js';
import type { Asker, CallInput, ChatHandlers, Choice, Clock, CommandSpec, Log, Reply } from '../../ports.js';
import { stale } from '../stale.js';
import { MESSAGE_COMMAND } from './definitions.js';
import { choicesOf, directoryOf } from './directory.js';
import { AUTOCOMPLETE, BUTTON, PERMISSION } from './limits.js';
import { plainText } from './markdown.js';
import { messageText } from './message-text.js';
import { acknowledge, persist } from './persist.js';
import { RUN_PREFIX, render } from './render.js';

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
const EPHEMERAL = 64;
/** A reconnect may replay what was answered already; ids older than these are long past their deadline. */
const REMEMBERED = 5000;
const PROMPT = '/sanctions';
/** Verbs that change what a channel receives are answered where everyone there sees it. */
const OPEN_VERBS = new Set(['subscribe', 'unsubscribe', 'pause', 'resume', 'mute', 'edit', 'import']);

interface Parts {
  readonly handlers: ChatHandlers;
  readonly clock: Clock;
  readonly log: Log;
  readonly commands: readonly CommandSpec[];
}

type Command = ChatInputCommandInteraction | ButtonInteraction | MessageContextMenuCommandInteraction;

/** Answers what people type and press. Nothing here rejects. */
export class Inbound {
  readonly #parts: Parts;
  readonly #seen = new Set<string>();
  readonly #running = new Set<Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  take(interaction: Interaction): void {
    if (this.#isRepeated(interaction.id)) return;
    const work = this.#answer(interaction).catch((error: unknown) => {
      this.#parts.log.error('a Discord interaction could not be answered', { kind: interaction.type, error });
    });
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  /** Resolves when everything taken so far is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  #isRepeated(id: string): boolean {
    if (this.#seen.has(id)) return true;
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
    return false;
  }

  async #answer(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return this.#suggest(interaction);
    if (interaction.isChatInputCommand() && interaction.options.getSubcommand(false) !== null)
      return this.#run(interaction, inputOf(interaction), isOpen(interaction));
    if (interaction.isMessageContextMenuCommand() && interaction.commandName === MESSAGE_COMMAND.name)
      return this.#run(interaction, { kind: 'message', text: messageText(interaction.targetMessage) }, false);
    if (interaction.isButton() && isRun(interaction.customId)) {
      const text = interaction.customId.slice(RUN_PREFIX.length);
      return this.#run(interaction, { kind: 'text', text }, false);
    }
    if (interaction.isRepliable())
      await acknowledge(() => interaction.reply({ ...bodyOf(stale(PROMPT).message), flags: EPHEMERAL }));
  }

  /** Acknowledged first, whatever the handler does: Discord waits three seconds. */
  async #run(interaction: Command, input: CallInput, open: boolean): Promise<void> {
    const { handlers, clock, log } = this.#parts;
    const acknowledged = await acknowledge(() => interaction.deferReply(open ? {} : { flags: EPHEMERAL }));
    if (acknowledged === 'before') interaction.deferred = true;
    try {
      const call = { input, asker: askerOf(interaction), place: placeOf(interaction), id: interaction.id };
      await deliver(interaction, await handlers.call(call, directoryOf(interaction)), open, clock);
    } catch (error) {
      log.error('a command from Discord failed', { input: input.kind, error });
      await interaction.editReply({
        content: 'That did not work, and was logged. Please try again in a moment.',
        embeds: [],
        components: [],
      });
    }
  }

  /** There is no second chance and no deferring: what is not there within a second is left out. */
  async #suggest(interaction: AutocompleteInteraction): Promise<void> {
    const { clock, log } = this.#parts;
    const focused = interaction.options.getFocused(true);
    const late = new AbortController();
    let choices: readonly Choice[] = [];
    try {
      const found = this.#found(interaction, interaction.options.getSubcommand(), focused);
      const deadline = clock.sleep(AUTOCOMPLETE.deadlineMs, late.signal).then(() => []);
      deadline.catch(() => undefined);
      choices = await Promise.race([found, deadline]);
    } catch (error) {
      log.warn('suggestions for Discord failed', { option: focused.name, error });
    }
    late.abort();
    await interaction.respond(fitting(choices));
  }

  async #found(
    interaction: AutocompleteInteraction,
    verb: string,
    { name, value }: { readonly name: string; readonly value: string },
  ): Promise<readonly Choice[]> {
    const { commands, handlers } = this.#parts;
    const kind = commands.find((one) => one.name === verb)?.options.find((one) => one.name === name)?.kind;
    if (kind === 'place' || kind === 'mention') return choicesOf(interaction, kind, value, AUTOCOMPLETE.choices);
    return handlers.suggest(verb, name, value);
  }
}

/** A custom id of `render`; anybody can send any other one. */
function isRun(customId: string): boolean {
  return customId.startsWith(RUN_PREFIX) && customId.length <= BUTTON.customId;
}

/** A value cut short would be another value, so one that does not fit is left out. */
function fitting(choices: readonly Choice[]): { name: string; value: string }[] {
  return choices
    .map(({ name, value }) => ({ name: plainText(name, AUTOCOMPLETE.text), value }))
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= AUTOCOMPLETE.text)
    .slice(0, AUTOCOMPLETE.choices);
}

function inputOf(interaction: ChatInputCommandInteraction): CallInput {
  const options: Record<string, string | number | boolean> = {};
  for (const option of interaction.options.data[0]?.options ?? [])
    if (option.value !== undefined) options[option.name] = option.value;
  return { kind: 'options', verb: interaction.options.getSubcommand(), options };
}

function isOpen(interaction: ChatInputCommandInteraction): boolean {
  if (interaction.commandName !== 'sanctions' && OPEN_VERBS.has(interaction.options.getSubcommand())) return true;
  return (
    interaction.options.data[0]?.options?.some((option) => option.name === 'share' && option.value === true) ?? false
  );
}

function askerOf(interaction: Command): Asker {
  const { user, memberPermissions, guildId } = interaction;
  const mayManage = guildId === null || (memberPermissions?.has(PERMISSION.manageChannels) ?? false);
  const mayAdminister = guildId === null || (memberPermissions?.has(PERMISSION.manageServer) ?? false);
  return { id: user.id, name: user.globalName ?? user.username, mayManage, mayAdminister };
}

function placeOf(interaction: Command): Destination {
  const channel = interaction.channelId;
  const name = interaction.channel !== null && 'name' in interaction.channel ? interaction.channel.name : null;
  return {
    id: `discord/${channel}`,
    platform: 'discord',
    channel,
    ...(interaction.guildId === null ? {} : { tenant: interaction.guildId }),
    ...(name === null ? {} : { label: `#${name}` }),
    direct: interaction.guildId === null,
  };
}

/** Who sees the answer was fixed when it was deferred; where the reply wants it otherwise, it replaces the deferred one. */
async function deliver(interaction: RepliableInteraction, reply: Reply, open: boolean, clock: Clock): Promise<void> {
  const wantsOpen = reply.visibility === 'channel';
  if (wantsOpen === open) {
    await persist(clock, async () => {
      const { id } = await interaction.editReply(answerOf(reply));
      // The library takes any body for a message.
      if (typeof id !== 'string') throw new Error('what answered is not Discord');
    });
    return;
  }
  // What is left of it says that an answer is coming, and here that comes.
  await persist(clock, () => interaction.deleteReply()).catch(() => undefined);
  await interaction.followUp({ ...answerOf(reply), ...(wantsOpen ? {} : { flags: EPHEMERAL }) });
}

/** A file stands in the answer itself, for the eyes that the answer is for. */
function answerOf({ message, file }: Reply) {
  const files = file ? [{ name: file.name, attachment: Buffer.from(file.text, 'utf8') }] : [];
  return { ...bodyOf(message), ...(files.length > 0 ? { files } : {}) };
}

/** `render` with arrays of its own, as the library's types ask for. */
function bodyOf(message: Message) {
  const { content, embeds, components } = render(message);
  return {
    ...(content === undefined ? {} : { content }),
    embeds: embeds.map((embed) => ({ ...embed, fields: [...embed.fields] })),
    components: components.map((row) => ({ type: row.type, components: [...row.components] })),
    allowedMentions: { parse: [] },
  };
}
