/** Syllables of Burmese names, which are romanised by ear and not by letter. */
const SYLLABLES = new Map(
  (
    'အောင် aung မင်း min လှိုင် hlaing စိုး soe ဝင်း win ထွန်း tun သန်း than မြင့် myint ရွှေ shwe နိုင် naing ဇော် zaw ကျော် kyaw မောင် maung ' +
    'ဦး u ဒေါ် daw ခင် khin စု su ကြည် kyi တင် tin သိန်း thein စန်း san အေး aye လွင် lwin ဖြိုး phyo မြ mya သူ thu ရ ya ရဲ ye ကို ko နေ nay ' +
    'ထက် htet လင်း lin ဝေ wai ထူး htoo ခိုင် khaing သက် thet သင်း thin ဆန်း san မျိုး myo ဇေ zay ယာ yar ညွန့် nyunt မိုး moe ခန့် khant ' +
    'ညီ nyi ဘ ba စိန် sein တိုး toe လှ hla ချစ် chit လေး lay ထွဋ် htut ရန် yan မှူး hmu ဖုန်း phone ပြည် pyi ရင် yin သီ thi ' +
    'ဟန် han ဝဏ္ဏ wunna ဟိန်း hein ပိုင် paing ဖေ pe နု nu သော thaw ကြီး gyi ငယ် nge'
  )
    .match(/\S+ [a-z]+/g)
    ?.map((pair) => pair.split(' ') as [string, string]) ?? [],
);
const LONGEST = Math.max(...[...SYLLABLES.keys()].map((syllable) => syllable.length));

export const BURMESE = /\p{Script=Myanmar}+/gu;

/** The syllables of a name as they are spoken, each a word; null where one is not known. */
export function burmeseName(text: string): string | null {
  const spoken: string[] = [];
  for (let at = 0; at < text.length; ) {
    let length = Math.min(LONGEST, text.length - at);
    while (length > 0 && !SYLLABLES.has(text.slice(at, at + length))) length -= 1;
    if (length === 0) return null;
    spoken.push(SYLLABLES.get(text.slice(at, at + length)) ?? '');
    at += length;
  }
  return ` ${spoken.join(' ')} `;
}
