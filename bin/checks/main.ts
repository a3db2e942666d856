import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docLinks } from './doc-links.ts';
import { exportNames, fileNames, fileSizes, sizeReport, sliceShape } from './file-shape.ts';
import { importRules } from './import-rules.ts';
import { languages } from './languages.ts';
import { lockFiles } from './lock-file.ts';
import { schemaFile } from './schema-file.ts';
import { serverSentences } from './server-sentences.ts';
import { tableOwnership } from './table-ownership.ts';
import { readTree, type House } from './tree.ts';
import { forbiddenWords } from './words.ts';

// Everything about the house that a machine can tell. Each check answers its findings in words.

const root = join(import.meta.dirname, '../..');
const write = process.argv.includes('--write');
const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const house = JSON.parse(readFileSync(join(root, 'docs/house.json'), 'utf8')) as House;
const schema = await findings('schema', () => schemaFile(root, write)); // First: others read what it writes.
const tree = readTree(root);

const checks: Record<string, () => string[] | Promise<string[]>> = {
  types: () => program('node_modules/.bin/tsc', ['--noEmit', '-p', '.']),
  lint: () => program('node_modules/.bin/oxlint', ['--quiet', 'src', 'bin', 'test']),
  schema: () => schema,
  imports: () => importRules(tree, house),
  tables: () => tableOwnership(tree, house),
  slices: () => sliceShape(tree, house),
  names: () => fileNames(tree),
  exports: () => exportNames(tree),
  sizes: () => fileSizes(tree, house),
  words: () => forbiddenWords(tree, house),
  languages: () => [...languages(tree, house), ...serverSentences(tree, house)],
  links: () => docLinks(tree),
  lock: () => lockFiles(tree),
};

const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => ({ name, found: await findings(name, check) })));
for (const { name, found } of results) {
  if (found.length > 0) process.stdout.write(`${name}:\n${found.map((line) => `  ${line.replaceAll('\n', '\n  ')}`).join('\n')}\n`);
}
const failed = results.filter(({ found }) => found.length > 0);
process.stdout.write(`bin/check: ${results.length - failed.length} of ${results.length} checks pass. ${sizeReport(tree)}\n`);
process.exit(failed.length > 0 ? 1 : 0);

async function findings(name: string, check: () => string[] | Promise<string[]>): Promise<string[]> {
  if (only.length > 0 && !only.includes(name)) return [];
  try {
    return await check();
  } catch (error) {
    return [`the check itself failed: ${(error as Error).stack}`];
  }
}

function program(path: string, args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, [join(root, path), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => { output += part; });
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0 ? [] : [output.trim()])));
}
