import type { CommandContext, OptionSpec } from '../../src/ports.js';

/**
 * How a command is typed where the person is: `/sanctions subscribe everything dry-run`, and on Discord, where options
 * have names and subscriptions a root of their own, `/alerts subscribe target:everything dry-run:True`.
 */
export function typed(text: string, { app, place, commands }: CommandContext): string {
  if (place.platform !== 'discord') return `${app.prompt} ${text}`;
  const [verb = '', ...words] = text.split(' ');
  const spec = commands.find(({ name }) => name === verb);
  const [main, ...others] = spec?.options ?? [];
  const named = words.filter((word) => others.some((option) => belongsTo(word, option)));
  const free = words.filter((word) => !named.includes(word)).join(' ');
  const options = [
    ...(main && free !== '' ? [`${main.name}:${free}`] : []),
    ...named.map((word) => (word.includes(':') ? word : `${word}:True`)),
  ];
  return [`/${spec?.root ?? 'sanctions'}`, verb, ...options].join(' ');
}

function belongsTo(word: string, { name, kind }: OptionSpec): boolean {
  return word.startsWith(`${name}:`) || (kind === 'flag' && word === name);
}
