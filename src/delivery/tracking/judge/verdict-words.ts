import { inEnglish, phrase, retell, t, type Phrase, type Values } from '../../../platform/words/contract.ts';

// Why a hit is judged as it is. The sentence is kept in English with the event, and retold to each reader.

export const because = {
  own: phrase('a signed-in colleague'),
  optOut: phrase('confirmed the opt-out'),
  method: phrase('asked with {method}, which no reader’s program does'),
  prefetch: phrase('fetched ahead of the reader ({header})'),
  nameless: phrase('names no program'),
  apple: phrase('Apple Mail’s privacy fetch: it comes whether the mail is read or not'),
  bare: phrase('names no browser (just Mozilla/5.0)'),
  proxy: phrase('fetched by the image proxy of {name}, probably for a reader'),
  proxyLink: phrase('a link fetched by the image proxy of {name}'),
  scanner: phrase('a security scanner ({name})'),
  robot: phrase('names itself a robot or a program without a reader'),
  head: phrase('the same program asked with HEAD, as scanners do'),
  mailProgram: phrase('a mail program, no burst around it'),
  mailProgramQuick: phrase('a mail program, no burst around it; quick: within half a minute of hand-over'),
  ordinary: phrase('an ordinary program, no burst around it'),
  ordinaryQuick: phrase('an ordinary program, no burst around it; quick: within half a minute of hand-over'),
  hidden: phrase('followed a link that no reader can see'),
  several: phrase('followed {links} different links within {seconds} s, as scanners do'),
  every: phrase('followed every link of the mail within {seconds} s, as scanners do'),
} as const satisfies Record<string, Phrase>;

const sameParty = phrase('by whoever {did}');
const all = Object.values(because);

export const reasonOf = (why: keyof typeof because, values?: Values): string => inEnglish(because[why], values);

/** A hit beside a burst is the same party's. */
export const reasonOfParty = (did: string): string => inEnglish(sameParty, { did });

/** A kept reason in the language of whoever reads it now. */
export function retellReason(reason: string): string {
  const [, did] = /^by whoever (.+)$/.exec(reason) ?? [];
  return did ? t(sameParty, { did: retell(did, all) }) : retell(reason, all);
}
