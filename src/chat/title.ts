import { type Message, TONES } from '../domain/message.js';

/** The title as every platform shows it: a sign, and the word that goes with it unless the title says it itself. */
export function wordedTitle({ tone, title }: Pick<Message, 'tone' | 'title'>): string {
  const { sign, word } = TONES[tone];
  const text = title.trim();
  const said = word === '' || new RegExp(`\\b${word}\\b`, 'iu').test(text);
  return [sign, said ? '' : text === '' ? word : `${word} ·`, text].filter((part) => part !== '').join(' ');
}
