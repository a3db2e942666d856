import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files by their path below the root, `/` between the parts. Text of the ones checks read, '' for others. */
export type Tree = ReadonlyMap<string, string>;

/** What the checks go by: docs/house.json. */
export interface House {
  /** From left to right; each may import from those before it and itself. */
  groups: string[];
  /** Files and folders right below src that may import everything. */
  right: string[];
  /** Slices whose every file may be imported: the design system. */
  openSlices: string[];
  /** Who writes which tables. */
  tables: Record<string, string[]>;
  /** Slices or files that write what is not theirs, with the reason. */
  writesAnything: Record<string, string>;
  /** Folders that may enter slices anywhere, with the reason. */
  insiders: Record<string, string>;
  /** Files over the limit, with the reason. */
  long: Record<string, string>;
  /** Words that our code does not use, with the one to use. */
  words: Record<string, string>;
  /** Files that may use them, with the reason. */
  wordExceptions: Record<string, string>;
  /** What screens show in every language as it is: names and signs. */
  untranslated: string[];
  /** Server files whose sentences are English for everybody, with the reason. */
  englishOnly: Record<string, string>;
}

const readable = /\.(ts|tsx|mjs|json|md|sql|css|html)$/;

/** Everything Git knows or would take: ignored files are not ours. */
export function readTree(root: string): Tree {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const paths = list.split('\0').filter((path) => path && existsSync(join(root, path)));
  return new Map(paths.map((path) => [path, readable.test(path) ? readFileSync(join(root, path), 'utf8') : '']));
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.includes('/testing/') || path.startsWith('test/');

/** `delivery/messages` of `src/delivery/messages/gate.ts`; null for files that lie in no slice. */
export function sliceOf(path: string, house: House): string | null {
  const [top, group, slice, ...rest] = path.split('/');
  return top === 'src' && slice && rest.length > 0 && house.groups.includes(group!) ? `${group}/${slice}` : null;
}

/** Without comments: what is only told is not done. Strings stay. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' ')).replaceAll(/(^|\s)\/\/.*$/gm, '$1').replaceAll(/(^|\s)--\s.*$/gm, '$1');
}
