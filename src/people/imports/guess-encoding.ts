import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import type { Encoding } from './text-encoding.ts';

// Names and addresses are too little text for a detector of languages alone: of sixteen short
// sheets chardet 2.2 placed nine. What its statistics leave open is decided by what the text
// would read like: letters where letters belong, no capital inside a word.

const manyBytes: Record<string, Encoding> = { 'Shift_JIS': 'shift_jis', 'EUC-JP': 'euc-jp', 'GB18030': 'gb18030', 'Big5': 'big5', 'EUC-KR': 'euc-kr' };
// In the order of how often they are met: of equally plausible readings the first is taken.
const ownScripts: [Encoding, RegExp][] = [
  ['windows-1251', /\p{Script=Cyrillic}/u], ['windows-1253', /\p{Script=Greek}/u], ['koi8-r', /\p{Script=Cyrillic}/u],
  ['windows-1255', /\p{Script=Hebrew}/u], ['windows-1256', /\p{Script=Arabic}/u], ['iso-8859-5', /\p{Script=Cyrillic}/u],
];
const western = /[äöüßéèêëàâçîïôûùœæñáíóúãõåøÄÖÜÉÈÅØÇÑÁÍÓÚ]/u;
const latin: [Encoding, RegExp][] = [
  ['windows-1252', western],
  ['windows-1250', /[ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰäöüßÄÖÜçşţăâî]/u],
  ['windows-1254', /[ğışİŞĞçÇöÖüÜâî]/u],
  ['cp850', western], ['macintosh', western],
];

/** The likeliest encoding of lines that hold bytes outside ASCII and are not UTF-8. */
export function guessEncoding(telling: Buffer): Encoding {
  const [best] = analyse(telling);
  if (best?.name === 'UTF-8' && best.confidence >= 50) return 'utf-8';
  const wide = best && manyBytes[best.name];
  if (wide && best.confidence >= 50) return wide;
  return likeliest(telling, averageRun(telling) >= 2.5 ? ownScripts : latin);
}

/** Letters of Latin names stand alone between ASCII; words of other scripts are runs. */
function averageRun(bytes: Buffer): number {
  let runs = 0;
  let high = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    high += 1;
    if (at === 0 || bytes[at - 1]! < 0x80) runs += 1;
  }
  return runs === 0 ? 0 : high / runs;
}

/** The first of the candidates whose reading is the most plausible. */
function likeliest(bytes: Buffer, candidates: [Encoding, RegExp][]): Encoding {
  const scored = candidates.map(([encoding, letters]) => ({ encoding, score: plausibility(iconv.decode(bytes, encoding), letters) }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).encoding;
}

function plausibility(text: string, letters: RegExp): number {
  let score = 0;
  for (const match of text.matchAll(/([\s\S]?)([^\x00-\x7f])/gu)) {
    const [, before = '', sign = ''] = match;
    score += letters.test(sign) ? 1 : /\p{L}/u.test(sign) ? -0.5 : /\p{L}/u.test(before) ? -1 : 0;
    if (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(sign)) score -= 1.5;
  }
  // Names have capitals and small letters where the script has both: Hebrew read as Cyrillic has one kind only.
  const signs = nonAsciiLetters(text).join('');
  if (score > 0 && signs.length > 4 && /\p{Ll}/u.test(signs) !== /\p{Lu}/u.test(signs)) score /= 2;
  // Runs are matched pairwise above; capitals within a run are counted here.
  return score - 1.5 * [...text.matchAll(/\p{Ll}(?=[^\x00-\x7f])\p{Lu}/gu)].length;
}

const nonAsciiLetters = (text: string): string[] => text.match(/[^\x00-\x7f]/gu)?.filter((sign) => /\p{L}/u.test(sign)) ?? [];
