import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderPreview } from '../index.ts';
import { sampleValues } from '../compile/sample-values.ts';
import type { BodyKind } from '../contract.ts';
import { isUntouched, starters } from './starters.ts';

const workspace = { name: 'Ferrow', postalAddress: '1 Quay Street, 20457 Hamburg' };
const read = (bodyKind: BodyKind, firstName: string) => {
  const values = sampleValues(workspace, 'Olga Ferrow', []);
  return renderPreview({
    version: { subject: 'News', preheader: '', bodyKind, body: starters[bodyKind], textBody: null }, from: { name: 'Olga', address: 'olga@ferrow.example' }, replyTo: null, workspace, definitions: [],
  }, { ...values, contact: { ...values.contact, first_name: firstName } });
};

for (const kind of Object.keys(starters) as BodyKind[]) {
  test(`the ${kind} starter has nothing to mend: a way out, a postal address, a greeting for whoever has no name`, async () => {
    const { html, text, compiled } = await read(kind, '');
    assert.deepEqual(compiled.findings, []);
    assert.match(html!, /1 Quay Street, 20457 Hamburg/);
    assert.match(html!, /Hello there,/);
    assert.match(html!, /Best wishes,\s*<br\s*\/?>\s*Olga Ferrow/);
    assert.equal(compiled.placedLinks.length, 3, 'one link to follow, one to leave by, one to choose');
    assert.equal(compiled.links.filter((link) => link.counts).length, 1);
    assert.match(text, /See how it works/);
    assert.ok(compiled.variables.every((variable) => variable.known && !(variable.required && variable.path.startsWith('contact.'))), 'holds nobody back');
  });
}

test('a starter may be replaced unasked, anything written may not', () => {
  assert.equal(isUntouched(starters.html), true);
  assert.equal(isUntouched('  \n'), true);
  assert.equal(isUntouched(`${starters.html}x`), false);
});
