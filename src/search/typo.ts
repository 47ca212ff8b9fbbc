import type { Vocabulary } from './vocabulary.js';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** The words that begin with so many letters as typed are looked through. */
const READ = 2;
/** Of a shorter word the first letter is as typed, if nothing else is known of the name: jong is not tong. */
const MIN_FIRST_WRONG = 6;

/** Whether `typed` with one letter wrong, missing, added, or two turned round, begins the word. */
export function isMistyped(typed: string, word: string): boolean {
  let same = 0;
  while (same < typed.length && typed.charCodeAt(same) === word.charCodeAt(same)) same += 1;
  if (same === typed.length) return false;
  // Most words are out after one look at what follows.
  const [now, next] = [typed.charCodeAt(same), typed.charCodeAt(same + 1)];
  const follows = word.charCodeAt(same + 1);
  if (same + 1 < typed.length && follows !== now && follows !== next && word.charCodeAt(same) !== next) return false;
  const rest = typed.slice(same + 1);
  return (
    word.startsWith(rest, same + 1) ||
    word.startsWith(rest, same) ||
    word.startsWith(typed.slice(same), same + 1) ||
    (word[same] === typed[same + 1] && word[same + 1] === typed[same] && word.startsWith(rest.slice(1), same + 2))
  );
}

/** The words of the vocabulary that `typed` begins but for one such mistake, which is seldom in the first letter. */
export function mistypedWords(typed: string, vocabulary: Vocabulary): Set<number> {
  const found = new Set<number>();
  for (const start of [typed.slice(0, READ), ...correctedAtStart(typed)])
    for (const id of vocabulary.startingWith(start)) if (isMistyped(typed, vocabulary.text(id))) found.add(id);
  return found;
}

/** What may have been meant if the mistake is among the letters by which words are looked up. */
function correctedAtStart(typed: string): Set<string> {
  const corrected = new Set<string>();
  for (let at = 0; at < READ; at += 1) {
    const [before, letter, rest] = [typed.slice(0, at), typed[at] ?? '', typed.slice(at + 1)];
    corrected.add(before + rest.slice(0, 1) + letter + rest.slice(1));
    if (at === 0 && typed.length < MIN_FIRST_WRONG) continue;
    corrected.add(before + rest);
    for (const other of LETTERS) {
      corrected.add(before + other + rest);
      corrected.add(before + other + letter + rest);
    }
  }
  return corrected;
}
