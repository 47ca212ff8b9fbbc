import { createServer } from 'node:http';
import type { CommandBody, MessageBody, OptionBody } from './discord/bodies.js';
import type { Fault } from './discord/faults.js';
import { Gateway } from './discord/gateway.js';
import { type Answer, Asked, type Choice } from './discord/interactions.js';
import { State, type StoredMessage, serve } from './discord/rest.js';
import {
  createWorld,
  guildOf,
  interactionOf,
  messageOf,
  type Person,
  readyOf,
  snowflake,
  type World,
} from './discord/world.js';

export type { MessageBody } from './discord/bodies.js';
export type { Fault } from './discord/faults.js';
export type { Answer, Choice } from './discord/interactions.js';
export type { StoredMessage } from './discord/rest.js';
export type { Person } from './discord/world.js';

type OptionValue = string | number | boolean;

/** A local Discord: REST and gateway, version 10, strict about everything that the real one refuses. */
export interface DiscordServer {
  readonly apiUrl: string;
  readonly token: string;
  /** Ids of the application, the guild, its text channel, the direct-message channel and the user Ana. */
  readonly world: World;
  /** Posted to channels, oldest first. Answers to commands are not among them. */
  readonly messages: readonly StoredMessage[];
  /** How messages read before each change, oldest first. */
  readonly edited: readonly StoredMessage[];
  readonly commands: readonly CommandBody[];
  /** `METHOD /path` of every request. */
  readonly requests: readonly string[];
  /** Why bodies were refused; a test that ends with any has found a bug. */
  readonly refused: readonly string[];
  readonly gateway: Gateway;
  addChannel(particular?: Readonly<Record<string, unknown>>): string;
  /** A role of the server that nobody has. */
  addRole(name: string, mentionable: boolean): string;
  /** Tells the bot of its server, as after an invitation or an outage. */
  guildCreate(): Promise<void>;
  /** Resolves with what the person sees in the end; rejects if no such command or option is registered. */
  command(root: string, verb: string, options?: Readonly<Record<string, OptionValue>>, who?: Person): Promise<Answer>;
  /** The same, with the interaction at hand while it is under way. */
  ask(root: string, verb: string, options?: Readonly<Record<string, OptionValue>>, who?: Person): Asked;
  autocomplete(root: string, verb: string, option: string, text: string, who?: Person): Promise<readonly Choice[]>;
  /** Presses a button of a message or an answer; rejects if it has none of that id. */
  press(message: { readonly body: MessageBody }, customId: string, who?: Person): Promise<Answer>;
  /** Sends a press that no button of ours makes. */
  forge(data: Readonly<Record<string, unknown>>, who?: Person): Promise<Answer>;
  /** Somebody chooses a command in the menu of a message; rejects if no such command is registered. */
  messageCommand(name: string, message: MessageBody, who?: Person): Promise<Answer>;
  /** A slash or menu command that Discord still has and the bot does not. */
  oldCommand(data: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Sends the last interaction once more, as a replay would. */
  repeat(): Promise<void>;
  /**
   * The next requests about this channel id, or this first word of a path (`gateway`, `applications`), go wrong; with a
   * method before it (`PATCH 123`), only those.
   */
  fail(where: string, fault: Fault, times?: number): void;
  /** Somebody deletes a message. */
  remove(id: string): void;
  /** Takes Read Message History from the bot. */
  hideHistory(): void;
  /** Takes Create Public Threads from the bot. */
  forbidThreads(): void;
  /** From now on the history shows the nonce of a message. */
  showNonces(): void;
  /** From now on the token is refused, or accepted again. */
  acceptToken(accepted: boolean): void;
  close(): Promise<void>;
}

/** Starts a Discord on a free port of 127.0.0.1. */
export async function startDiscordServer(): Promise<DiscordServer> {
  const state = new State(createWorld(), 'local.bot.token');
  const http = createServer((request, response) => {
    serve(state, request, response, gatewayUrl()).catch((error: unknown) => response.destroy(error as Error));
  });
  const port = await new Promise<number>((resolve) => {
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const gatewayUrl = (): string => `ws://127.0.0.1:${port}/gateway`;
  const gateway = new Gateway({
    server: http,
    accepts: (token) => state.tokenAccepted && token === state.token,
    welcome: (session) => ({
      ready: readyOf(state.world, session, gatewayUrl()),
      events: [{ t: 'GUILD_CREATE', d: guildOf(state.world, [...state.channels]) }],
    }),
  });
  return new LocalDiscord(state, gateway, `http://127.0.0.1:${port}/api`, async () => {
    gateway.close();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
}

class LocalDiscord implements DiscordServer {
  readonly #state: State;
  #last: unknown = null;

  constructor(
    state: State,
    readonly gateway: Gateway,
    readonly apiUrl: string,
    readonly close: () => Promise<void>,
  ) {
    this.#state = state;
  }

  get token(): string {
    return this.#state.token;
  }
  get world(): World {
    return this.#state.world;
  }
  get messages(): readonly StoredMessage[] {
    return this.#state.messages;
  }
  get edited(): readonly StoredMessage[] {
    return this.#state.edited;
  }
  get commands(): readonly CommandBody[] {
    return this.#state.commands;
  }
  get requests(): readonly string[] {
    return this.#state.requests;
  }
  get refused(): readonly string[] {
    return this.#state.refused;
  }

  addChannel(particular: Readonly<Record<string, unknown>> = {}): string {
    const id = snowflake();
    this.#state.channels.add(id);
    this.world.channels.set(id, particular);
    return id;
  }

  addRole(name: string, mentionable: boolean): string {
    const id = snowflake();
    const plain = { permissions: '0', position: 1, color: 0, hoist: false, managed: false, flags: 0 };
    this.world.roles.push({ ...plain, id, name, mentionable });
    return id;
  }

  guildCreate(): Promise<void> {
    return this.gateway.dispatch('GUILD_CREATE', guildOf(this.world, [...this.#state.channels]));
  }

  async command(root: string, verb: string, options = {}, who: Person = {}): Promise<Answer> {
    return this.ask(root, verb, options, who).answered();
  }

  ask(root: string, verb: string, options: Readonly<Record<string, OptionValue>> = {}, who: Person = {}): Asked {
    const known = this.#verb(root, verb);
    const given = Object.entries(options).map(([name, value]) => optionData(known, name, value));
    const missing = known.find((option) => option.required && !(option.name in options));
    if (missing) throw new Error(`/${root} ${verb} lacks the required option ${missing.name}`);
    return this.#dispatch(2, who, commandData(root, verb, given));
  }

  async autocomplete(root: string, verb: string, option: string, text: string, who: Person = {}) {
    const known = this.#verb(root, verb).find((candidate) => candidate.name === option);
    if (!known?.autocomplete) throw new Error(`/${root} ${verb} suggests nothing for ${option}`);
    const asked = this.#dispatch(
      4,
      who,
      commandData(root, verb, [{ type: 3, name: option, value: text, focused: true }]),
    );
    return asked.suggested();
  }

  async press(message: { readonly body: MessageBody }, customId: string, who: Person = {}): Promise<Answer> {
    const buttons = (message.body.components ?? []).flatMap((row) => row.components);
    if (!buttons.some((button) => button.custom_id === customId)) throw new Error(`no button ${customId}`);
    const data = { custom_id: customId, component_type: 2 };
    const shown = messageOf(this.world, who.channel ?? this.world.channel, snowflake(), message.body);
    return this.#dispatch(3, who, data, shown).answered();
  }

  async forge(data: Readonly<Record<string, unknown>>, who: Person = {}): Promise<Answer> {
    const shown = messageOf(this.world, who.channel ?? this.world.channel, snowflake(), { content: 'of another day' });
    return this.#dispatch(3, who, data, shown).answered();
  }

  async messageCommand(name: string, message: MessageBody, who: Person = {}): Promise<Answer> {
    if (!this.#state.commands.some((command) => command.type === 3 && command.name === name))
      throw new Error(`no message has the command ${name}`);
    const id = snowflake();
    const shown = messageOf(this.world, who.channel ?? this.world.channel, id, message);
    const data = { id: snowflake(), name, type: 3, target_id: id, resolved: { messages: { [id]: shown } } };
    return this.#dispatch(2, who, data).answered();
  }

  async oldCommand(data: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.#dispatch(2, {}, { id: snowflake(), ...data }).answered();
  }

  async repeat(): Promise<void> {
    await this.gateway.dispatch('INTERACTION_CREATE', this.#last);
  }

  fail(where: string, fault: Fault, times = 1): void {
    this.#state.faults.add(where, fault, times);
  }

  remove(id: string): void {
    const at = this.#state.messages.findIndex((message) => message.id === id);
    if (at >= 0) this.#state.messages.splice(at, 1);
  }

  hideHistory(): void {
    this.#state.mayReadHistory = false;
  }

  forbidThreads(): void {
    this.#state.mayOpenThreads = false;
  }

  showNonces(): void {
    this.#state.showsNonce = true;
  }

  acceptToken(accepted: boolean): void {
    this.#state.tokenAccepted = accepted;
  }

  #verb(root: string, verb: string): readonly OptionBody[] {
    const command = this.#state.commands.find((candidate) => candidate.name === root);
    const found = command?.options.find((candidate) => candidate.name === verb);
    if (!found) throw new Error(`/${root} ${verb} is not registered`);
    return found.options ?? [];
  }

  #dispatch(type: number, who: Person, data: unknown, message?: unknown): Asked {
    const asked = new Asked();
    const interaction = interactionOf(this.world, type, who, data);
    this.#state.asked.set(String(interaction.token), asked);
    this.#last = message ? { ...interaction, message } : interaction;
    void this.gateway.dispatch('INTERACTION_CREATE', this.#last);
    return asked;
  }
}

function commandData(root: string, verb: string, options: readonly unknown[]): unknown {
  return { id: snowflake(), name: root, type: 1, options: [{ type: 1, name: verb, options }] };
}

/** One option as the client sends it, checked as Discord's own client does. */
function optionData(known: readonly OptionBody[], name: string, value: OptionValue): unknown {
  const option = known.find((candidate) => candidate.name === name);
  if (!option) throw new Error(`there is no option ${name}`);
  const type = typeof value === 'string' ? 3 : typeof value === 'boolean' ? 5 : 10;
  if (option.type !== type) throw new Error(`the option ${name} is of another type`);
  if (option.choices && !option.choices.some((choice) => choice.value === value))
    throw new Error(`${String(value)} is no choice of ${name}`);
  return { type, name, value };
}
