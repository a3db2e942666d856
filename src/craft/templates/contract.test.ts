import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judgeDocumentValue, type Block } from '../emails/contract.ts';
import { copyBlocks, pastedDraft, pastedKind } from './contract.ts';
import { listStarters } from './starters/index.ts';

test('MJML is known by its first element, whatever stands before; all else is HTML', () => {
  for (const body of ['<mjml>', '\ufeff\r\n <mjml owa="desktop">', '<?xml version="1.0"?>\n<!-- the autumn\n mail --> <MJML lang="pt">']) assert.equal(pastedKind(body), 'mjml', body);
  for (const body of ['', 'Hello', '<html><mjml>', '<!-- <mjml> --><html>', '<mjmlx>', '&lt;mjml>']) assert.equal(pastedKind(body), 'html', body);
});

test('pasting changes no byte, whatever the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => pastedDraft(text).body === text));
});

test('copied blocks are the same but for their ids, which are all new', () => {
  const blocks = (JSON.parse(listStarters()[0]!.draft.body) as { content: Block[] }).content;
  let made = 0;
  const copies = copyBlocks(blocks, () => `copied-${(made += 1)}`);
  const twice = judgeDocumentValue({ version: 1, look: 'designed', content: [...blocks, ...copies] });
  assert.ok('document' in twice, JSON.stringify(twice).slice(0, 200));
  const withoutIds = (content: readonly Block[]) => JSON.stringify(content).replace(/"id":"[^"]*"/g, '');
  assert.equal(withoutIds(copies), withoutIds(blocks));
});
