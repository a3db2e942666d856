// Which language the server speaks: that of the request it answers, or of the person it writes to.
import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pseudo, spokenBy, wordsOf, type Catalogue, type Words } from './contract.ts';

// The screens' own catalogues: one sentence is translated once. Another language is another folder.
const folder = join(import.meta.dirname, '../../web/locales');

const known = new Map<string, Words>([['en', wordsOf('en', {})], [pseudo, wordsOf(pseudo, {})]]);
for (const language of readdirSync(folder)) if (/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language)) known.set(language, wordsOf(language, readCatalogue(language)));

const inScope = new AsyncLocalStorage<Words>();
spokenBy(() => inScope.getStore() ?? null);

function readCatalogue(language: string): Catalogue {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'));
  return Object.assign({}, ...files.map((name) => JSON.parse(readFileSync(join(folder, language, name), 'utf8')) as Catalogue)) as Catalogue;
}

/** The languages there are sentences in: `en` and each folder of src/web/locales. */
export const languages: readonly string[] = [...known.keys()].filter((language) => language !== pseudo).toSorted();

/** The nearest there is to what is asked for: `de-AT` is served German, Klingon English. Takes a header's list, too. */
export function wordsFor(asked: string | null | undefined): Words {
  for (const language of preferred(asked ?? '')) {
    const words = known.get(language) ?? known.get(language.split('-')[0]!);
    if (words) return words;
  }
  return known.get('en')!;
}

/** `de-AT,de;q=0.9,en;q=0.5` by preference (RFC 9110, 12.5.4). A header is a stranger's: long ones are not read to their end. */
function preferred(header: string): string[] {
  return header.slice(0, 200).split(',').slice(0, 10)
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/\s*;\s*q=/);
      const [base = '', ...rest] = tag.split('-');
      return { tag: [base.toLowerCase(), ...rest].join('-'), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

/** Within `run`, and whatever it awaits, `t()` speaks this language: `speakIn(member.language, () => invitationMail(...))`. */
export function speakIn<T>(language: string | Words | null | undefined, run: () => T): T {
  return inScope.run(typeof language === 'object' && language ? language : wordsFor(language as string | null | undefined), run);
}
