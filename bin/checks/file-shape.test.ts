import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportNames, fileNames, fileSizes, sizeReport, sliceShape } from './file-shape.ts';
import { houseOf, treeOf } from './fixture.ts';
import { forbiddenWords } from './words.ts';
import { docLinks } from './doc-links.ts';
import { lockFiles } from './lock-file.ts';

const lines = (count: number) => 'x\n'.repeat(count);

test('past 300 lines a file needs a reason, and a reason needs a long file', () => {
  const tree = treeOf({ 'src/a.ts': lines(300), 'src/b.ts': lines(301), 'README.md': lines(999) });
  assert.match(fileSizes(tree, houseOf()).join(), /^src\/b\.ts has 301 lines/);
  assert.deepEqual(fileSizes(tree, houseOf({ long: { 'src/b.ts': 'a table of rules' } })), []);
  assert.match(fileSizes(tree, houseOf({ long: { 'src/b.ts': 'x', 'src/a.ts': 'x' } })).join(), /excuses src\/a\.ts/);
  assert.match(sizeReport(tree), /^server: 2 files, median 301 lines/);
});

test('names are in kebab-case and say something', () => {
  const names = ['src/a/claim-due.ts', 'src/a/claim-due.db.test.ts', 'src/web/vite-env.d.ts', 'src/a/ClaimDue.tsx', 'src/a/claim_due.ts', 'src/a/utils.ts', 'src/a/mail-service.ts'];
  const found = fileNames(treeOf(Object.fromEntries(names.map((name) => [name, '']))));
  assert.deepEqual(found.map((line) => line.split(/[ :]/)[0]), ['src/a/ClaimDue.tsx', 'src/a/claim_due.ts', 'src/a/utils.ts', 'src/a/mail-service.ts']);
});

test('a slice has a face and, outside platform, a README', () => {
  const tree = treeOf({ 'src/people/lists/index.ts': '', 'src/platform/db/index.ts': '', 'src/platform/ui/button.tsx': '', 'src/platform/log/log.ts': '' });
  assert.deepEqual(sliceShape(tree, houseOf()), ['src/people/lists has no README.md', 'src/platform/log has no index.ts']);
});

test('default exports are found', () => {
  assert.deepEqual(exportNames(treeOf({ 'src/a.ts': 'export default 1', 'src/web/vite.config.ts': 'export default {}', 'src/b.ts': 'export const a = 1' })), ['src/a.ts has a default export']);
});

test('crossed-out words are found in code, camel case included, and left alone in tests and tellings', () => {
  const house = houseOf({ words: { tenant: 'workspace' }, wordExceptions: { 'src/c.ts': 'reads a foreign column of that name' } });
  const tree = treeOf({ 'src/a.ts': 'const tenantId = 1', 'src/b.test.ts': 'tenant', 'src/c.ts': 'tenant', 'src/d.ts': 'lieutenant', 'README.md': 'not: tenant' });
  assert.deepEqual(forbiddenWords(tree, house), ['src/a.ts says "tenant"; we say workspace']);
});

test('links lead to files, folders and headings that are there', () => {
  const tree = treeOf({
    'README.md': '[a](docs/a.md) [b](docs) [c](docs/a.md#two-words) [d](https://example.com) [e](docs/gone.md) [f](docs/a.md#none)\n```\n[g](gone)\n```',
    'docs/a.md': '# Two words!\n[back](../README.md) [self](#two-words)',
  });
  assert.deepEqual(docLinks(tree).map((line) => line.split(' ')[3]), ['docs/gone.md,', 'docs/a.md#none:']);
});

test('a lock is exact, whole for every platform, and names no host', () => {
  const lock = (packages: object, dependencies: object) => lockFiles(treeOf({ 'package.json': JSON.stringify({ dependencies }), 'package-lock.json': JSON.stringify({ packages: { '': {}, ...packages } }) }));
  const fine = { version: '1.0.0', integrity: 'sha512-x' };
  assert.deepEqual(lock({ 'node_modules/a': { ...fine, optionalDependencies: { b: '1' } }, 'node_modules/a/node_modules/b': fine }, { a: '1.0.0' }), []);
  assert.match(lock({ 'node_modules/a': fine }, { a: '^1.0.0' }).join(), /not exactly/);
  assert.match(lock({ 'node_modules/a': { ...fine, resolved: 'https://example.com/a.tgz' } }, { a: '1.0.0' }).join(), /names a host/);
  assert.match(lock({ 'node_modules/a': { version: '1.0.0' } }, { a: '1.0.0' }).join(), /no checksum/);
  assert.match(lock({ 'node_modules/a': { ...fine, optionalDependencies: { b: '1' } } }, { a: '1.0.0' }).join(), /b is missing/);
});
