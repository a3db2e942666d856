import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileEmail } from '../../emails/index.ts';
import { listStarters } from './index.ts';

const from = { name: 'Ana', address: 'ana@northwind.example' };

for (const { key, team, draft } of listStarters()) {
  test(`${key} compiles as it stands: with a way out, the postal address, and nothing to mend`, async () => {
    const compiled = await compileEmail({ version: draft, from, replyTo: null, workspace: { name: 'Northwind', postalAddress: 'Rua 1, Lisbon' }, definitions: [] });
    assert.deepEqual(compiled.findings.map(({ code }) => code), []);
    assert.deepEqual(compiled.content?.required, ['sender.name', 'workspace.name', 'workspace.postal_address'].filter((path) => compiled.content?.required.includes(path)));
    const used = compiled.variables.map(({ path }) => path);
    assert.ok(used.includes('unsubscribe_url') && used.includes('workspace.postal_address'), used.join());
  });
  test(`${key} looks as its team writes`, () => {
    const { look } = JSON.parse(draft.body) as { look: string };
    if (team === 'sales') assert.equal(look, 'plain');
    assert.ok(draft.subject.length > 5 && draft.subject.length < 80);
  });
}

test('keys are never used twice: whoever begins by one gets the one meant', () => {
  const keys = listStarters().map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});
