import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseOf, treeOf } from './fixture.ts';
import { importRules, importsOf } from './import-rules.ts';

const faces = {
  'src/platform/db/index.ts': '', 'src/platform/db/pool.ts': '', 'src/platform/ui/button.tsx': '', 'src/people/contacts/index.ts': '', 'src/people/contacts/contract.ts': '',
  'src/people/contacts/address.ts': '', 'src/people/lists/index.ts': '', 'src/delivery/messages/index.ts': '', 'src/delivery/messages/web/index.ts': '', 'src/delivery/messages/web/row.tsx': '', 'src/delivery/messages/web/pages.tsx': '', 'src/wire.ts': '',
};
const judge = (path: string, text: string) => importRules(treeOf({ ...faces, [path]: text }), houseOf());

const allowed: [string, string][] = [
  ['src/people/contacts/a.ts', `import { x } from './address.ts'`],
  ['src/people/contacts/a.ts', `import { x } from '../../platform/db/index.ts'`],
  ['src/people/contacts/a.ts', `import { x } from '../lists/index.ts'`],
  ['src/delivery/messages/a.ts', `import { x } from '../../people/contacts/contract.ts'`],
  ['src/delivery/messages/web/a.tsx', `import { x } from '../../../people/contacts/contract.ts'`],
  ['src/people/contacts/web/a.tsx', `import { x } from '../../../platform/ui/button.tsx'`],
  ['src/web/a.tsx', `import { x } from '../delivery/messages/web/index.ts'`],
  ['src/web/a.tsx', `import { x } from '../delivery/messages/web/pages.tsx'`],
  ['src/cli/a.ts', `import { x } from '../delivery/messages/index.ts'`],
  ['src/people/contacts/a.test.ts', `import { x } from '../../delivery/messages/index.ts'`],
  ['src/people/contacts/a.ts', `// import { x } from '../../delivery/messages/index.ts'`],
];
for (const [path, text] of allowed) {
  test(`${path} may: ${text}`, () => assert.deepEqual(judge(path, text), []));
}

const refused: [string, string, RegExp][] = [
  ['src/people/contacts/a.ts', `import { x } from '../../delivery/messages/index.ts'`, /lies to its right/],
  ['src/platform/db/a.ts', `import type { x } from '../../people/contacts/index.ts'`, /lies to its right/],
  ['src/platform/db/a.ts', `const x = await import('../../people/contacts/index.ts')`, /lies to its right/],
  ['src/delivery/messages/a.ts', `import { x } from '../../people/contacts/address.ts'`, /entered by its index\.ts/],
  ['src/delivery/messages/a.ts', `export * from '../../people/contacts/address.ts'`, /entered by its index\.ts/],
  ['src/cli/a.ts', `import { x } from '../platform/db/pool.ts'`, /entered by its index\.ts/],
  ['src/people/contacts/a.ts', `import { x } from '../../wire.ts'`, /knows nothing of what lies to its right/],
  ['src/people/contacts/web/a.tsx', `import { x } from '../address.ts'`, /browser takes contract\.ts/],
  ['src/delivery/messages/web/a.tsx', `import { x } from '../../../people/contacts/index.ts'`, /browser takes contract\.ts/],
  ['src/web/a.tsx', `import { x } from '../delivery/messages/web/row.tsx'`, /browser takes contract\.ts/],
  ['src/web/a.tsx', `import { x } from '../people/contacts/index.ts'`, /browser takes contract\.ts/],
  ['src/platform/ui/a.tsx', `import { x } from '../../people/contacts/contract.ts'`, /lies to its right/],
  ['src/people/contacts/a.ts', `import { x } from '../../../test/support/database.ts'`, /does not know its tests/],
  ['src/people/contacts/a.ts', `import { x } from './gone.ts'`, /is not there/],
];
for (const [path, text, words] of refused) {
  test(`${path} may not: ${text}`, () => {
    const found = judge(path, text);
    assert.equal(found.length, 1);
    assert.match(found[0]!, words);
  });
}

test('slices of one group go in no circle, told once; types alone make none', () => {
  const circle = (type: string) => treeOf({
    ...faces, 'src/people/contacts/a.ts': `import { x } from '../lists/index.ts'`, 'src/people/lists/b.ts': `import ${type}{ x } from '../contacts/index.ts'`,
  });
  assert.deepEqual(importRules(circle(''), houseOf()), ['slices go in a circle: people/contacts -> people/lists']);
  assert.deepEqual(importRules(circle('type '), houseOf()), []);
});

test('imports over several lines and of styles are read', () => {
  assert.deepEqual(importsOf('src/a/b.ts', `import {\n  one,\n  two,\n} from './c.ts';\nimport './d.css';\nimport pg from 'pg';`).map(({ to }) => to), ['src/a/c.ts', 'src/a/d.css']);
});

test('who may look inside is named with a reason', () => {
  const tree = treeOf({ ...faces, 'src/bench/a.ts': `import { x } from '../platform/db/pool.ts'` });
  assert.equal(importRules(tree, houseOf()).length, 1);
  assert.deepEqual(importRules(tree, houseOf({ insiders: { 'src/bench': 'measures parts' } })), []);
});
