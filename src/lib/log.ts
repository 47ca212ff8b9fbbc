import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Log } from '../ports.js';
import { redactor } from './redact.js';

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Lines for people instead of JSON. */
  readonly pretty: boolean;
  /** Where whole lines go, each with its line end; standard error by default. */
  readonly write?: (line: string) => void;
  /** Blanked wherever they stand, beside whatever is shaped like one. */
  readonly secrets?: readonly string[];
}

/** Structured logs on pino. Errors are written as their messages and those of their causes, never with stacks' paths. */
export function createLog({ level, pretty: forPeople, write, secrets = [] }: LogOptions): Log {
  const redact = redactor(secrets);
  const out = write ?? ((line: string) => void process.stderr.write(line));
  const sink = { write: (line: string) => out(redact(line)) };
  const options = { level, base: null, serializers: { error: errorText } };
  const logger = forPeople ? pino(options, prettyStream(sink.write)) : pino(options, sink);
  return {
    debug: (message, fields) => say(logger, 'debug', message, fields),
    info: (message, fields) => say(logger, 'info', message, fields),
    warn: (message, fields) => say(logger, 'warn', message, fields),
    error: (message, fields) => say(logger, 'error', message, fields),
  };
}

/** An error as one line: its message, then what caused it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message || error.name;
  return error.cause === undefined ? message : `${message} (${errorText(error.cause)})`;
}

function say(logger: Logger, level: 'debug' | 'info' | 'warn' | 'error', message: string, fields = {}): void {
  logger[level](fields, message);
}

function prettyStream(write: (line: string) => void): { write(line: string): void } {
  const format = pretty.prettyFactory({
    colorize: false,
    singleLine: true,
    ignore: 'pid,hostname',
    translateTime: 'HH:MM:ss',
  });
  return { write: (line) => write(format(line)) };
}
