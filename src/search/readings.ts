import { letterFor } from './normalise.js';
import { japaneseReading } from './scripts/japanese.js';
import { koreanReading } from './scripts/korean.js';

/**
 * The text itself, and what else it may read: a name in Chinese characters in Korea and Japan; words that are written together
 * with capitals inside (AliAkbar); a word with a figure before or behind it, which is a number (STAR2) or a letter (MARQUE2).
 */
export function readingsOf(text: string): readonly string[] {
  const readings = /\p{Script=Han}/u.test(text) ? [koreanReading(text), japaneseReading(text)] : [];
  if (INNER_CAPITAL.test(text)) readings.push(text.replace(INNER_CAPITALS, ' '));
  if (FIGURE.test(text)) readings.push(text.replace(FIGURES, letterFor));
  return [text, ...readings.filter((reading) => reading !== null)];
}

/** Behind two small letters: McDonald is one word. */
const INNER_CAPITAL = /[a-z]{2}(?:[A-Z][a-z]{2}|[A-Z]{3})/;
const INNER_CAPITALS = /(?<=[a-z]{2})(?=[A-Z][a-z]{2}|[A-Z]{3})/g;
/** One that may be a letter, at three letters or more. */
const FIGURE = /[a-z]{3}[0125689](?![a-z\d])|(?<![a-z\d])[0125689][a-z]{3}/i;
const FIGURES = /(?<=[a-z]{3})[0125689](?![a-z\d])|(?<![a-z\d])[0125689](?=[a-z]{3})/gi;
