import { letterFor } from './normalise.js';
import { japaneseReading } from './scripts/japanese.js';
import { koreanReading } from './scripts/korean.js';

/**
 * The text itself, and what else it may read: a name in Chinese characters in Korea and Japan; words that are written together
 * with capitals inside (AliAkbar, BERGKarin) or with a company form (TidewaterLtd); a word with a figure before or behind it, which is a number (STAR2) or a letter (MARQUE2).
 */
export function readingsOf(text: string): readonly string[] {
  const readings = /\p{Script=Han}/u.test(text) ? [koreanReading(text), japaneseReading(text)] : [];
  if (INNER_CAPITAL.test(text)) readings.push(text.replace(INNER_CAPITALS, ' '));
  if (JOINED_FORM.test(text)) readings.push(text.replace(JOINED_FORMS, ' '));
  if (FIGURE.test(text)) readings.push(text.replace(FIGURES, letterFor));
  return [text, ...readings.filter((reading) => reading !== null)];
}

/** Behind two small letters: McDonald is one word. */
const INNER_CAPITAL = /\p{Ll}{2}(?:\p{Lu}\p{Ll}{2}|\p{Lu}{3})|\p{Lu}{4}\p{Ll}{2}/u;
const INNER_CAPITALS = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2}|\p{Lu}{3})|(?<=\p{Lu}{3})(?=\p{Lu}\p{Ll}{2})/gu;
/** Company forms that are written together with the name, and that few other words end or begin with. */
const BEHIND = '(?:limited|ltd|llc|llp|gmbh|corp|corporation|company|group|jsc|fze|fzco)(?![a-z])';
const BEFORE = '(?<![a-z])(?:ooo|oao|pjsc|ojsc)';
const JOINED_FORM = new RegExp(`[a-z]{4}${BEHIND}|${BEFORE}[a-z]{4}`, 'i');
const JOINED_FORMS = new RegExp(`(?<=[a-z]{4})(?=${BEHIND})|(?<=${BEFORE})(?=[a-z]{4})`, 'gi');
/** One that may be a letter, at three letters or more. */
const FIGURE = /[a-z]{3}[0125689](?![a-z\d])|(?<![a-z\d])[0125689][a-z]{3}/i;
const FIGURES = /(?<=[a-z]{3})[0125689](?![a-z\d])|(?<![a-z\d])[0125689](?=[a-z]{3})/gi;
