import type { EditOutcome, LookOutcome, SendOutcome } from '../domain/delivery.js';
import type { Instant } from '../domain/listing.js';
import type { Mention } from '../domain/mention.js';
import type { Message } from '../domain/message.js';
import type { Destination, Platform } from '../domain/subscription.js';

export interface Post {
  readonly destination: Destination;
  readonly message: Message;
  /** The delivery's key: the source of Discord's nonce and Slack's metadata. */
  readonly key: string;
  /** The earlier message in the same place that this one answers. If it is gone the message is sent all the same. */
  readonly replyTo?: Earlier;
  /** The message in whose thread this one stands, seen by those who open it; where there can be none, it is a reply. */
  readonly under?: Earlier;
  readonly file?: TextFile;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A message that was handed over, and may have arrived. */
export interface Sought extends Post {
  readonly action: string;
  /** When it was first handed over. */
  readonly since: Instant;
}

/** A message that was sent before. */
export interface Earlier {
  readonly messageId: string;
  /** The first message of the thread that it stands in, if it stands in one. */
  readonly thread?: string;
}

/** A message as it is to read from now on. */
export interface Rewrite {
  readonly destination: Destination;
  readonly messageId: string;
  readonly message: Message;
  /** The key that it was posted with. */
  readonly key: string;
}

/** Who asks, and what they may do where they ask. */
export interface Asker {
  readonly id: string;
  readonly name: string;
  /** May change this destination's subscriptions. Each platform knows its own permissions. */
  readonly mayManage: boolean;
  /** May see and change what concerns other places of the same server or workspace. */
  readonly mayAdminister?: boolean;
}

export type CallInput =
  | { readonly kind: 'text'; readonly text: string }
  /** A message of somebody's, to be looked through; its text as a person read it, and the links behind its words. */
  | { readonly kind: 'message'; readonly text: string }
  | {
      readonly kind: 'options';
      readonly verb: string;
      readonly options: Readonly<Record<string, string | number | boolean>>;
    };

export interface Call {
  readonly input: CallInput;
  readonly asker: Asker;
  /** The channel or direct message it was asked in. */
  readonly place: Destination;
  /** The thread there that it was asked in, where threads are no channels: if that gets alerts, it is the place. */
  readonly thread?: string;
  /** Unique per invocation, to drop duplicates. */
  readonly id: string;
}

/** A place as its platform knows it now, and what may be done there. */
export interface Found {
  readonly place: Destination;
  /** Whether the asker may change what it is subscribed to. */
  readonly mayManage: boolean;
  /** Why alerts would not arrive there, and what to do, in a sentence; null where they would. */
  readonly lacks: string | null;
}

/** What the platform that a call came from says of the places and people around its asker. */
export interface Directory {
  /**
   * The place that the words name: a channel as its platform writes it, `here` or `dm`; `thread` is a thread there, or a link
   * to one. Rejects with `UserError` where the asker or the bot sees none.
   */
  place(named: { readonly in?: string; readonly thread?: string }): Promise<Found>;
  /** The mention as it is called there. Rejects with `UserError` where the bot cannot call it in that place. */
  mentionable(mention: Mention, place: Destination): Promise<Mention>;
}

export interface Reply {
  readonly message: Message;
  /** `private` only to the asker where the platform can; `channel` to everyone there. */
  readonly visibility: 'private' | 'channel';
  /** Comes with the message, for the same eyes. */
  readonly file?: TextFile;
  /** For `--json`: one value a line. */
  readonly data: readonly unknown[];
  /** The place that it is about, where that may be another one: what everybody may see is said there too. */
  readonly about?: Destination;
  /** `not-found` and `unhealthy` are exit codes on the command line, nothing else. */
  readonly outcome: 'ok' | 'failed';
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What is answered to a browser or a monitor. */
export interface WebPage {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Pages by path, each as it is when it is asked for. */
export type WebPages = ReadonlyMap<string, () => Promise<WebPage>>;

/** What a chat platform may ask of us. None of these rejects: errors become replies. */
export interface ChatHandlers {
  call(call: Call, directory?: Directory): Promise<Reply>;
  /** At most 25 choices, from memory. */
  suggest(verb: string, option: string, text: string): Promise<readonly Choice[]>;
  /** The destination works again, e.g. the bot was invited back or the channel unarchived. */
  restored(destination: string): Promise<void>;
  /** Served beside the platform's own requests, where it is the chat that listens on `PORT`. */
  readonly pages?: WebPages;
  /** Tells those who run the bot. */
  tell?(message: Message): Promise<unknown>;
  /** The bot was removed from a server or workspace as a whole; an outage of it is no removal. */
  removed?(platform: Platform, tenant: string): Promise<void>;
  /** It was `invited` there anew, or is (still or again) `present` there, as its platform says when it connects. */
  returned?(platform: Platform, tenants: readonly string[], how: 'invited' | 'present'): Promise<void>;
}

export interface Chat {
  readonly platform: Platform;
  /** Resolves once connected; rejects with `SetupError` when the platform refuses the token. */
  start(handlers: ChatHandlers): Promise<void>;
  stop(): Promise<void>;
  /** One attempt, no retries of its own beyond those that cannot double. Never rejects. */
  send(post: Post): Promise<SendOutcome>;
  /** Looks whether a message arrived. Absent where nobody can look. Never rejects. */
  find?(sought: Sought): Promise<LookOutcome>;
  /** The direct messages of a person; null where the platform does not open them. Never rejects. */
  direct?(person: string): Promise<Destination | null>;
  /** One attempt; doing it again changes nothing. Absent where what was said stays said. Never rejects. */
  edit?(rewrite: Rewrite): Promise<EditOutcome>;
}
