import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Draft } from '../contract.ts';
import { compareDrafts } from './compare-drafts.ts';
import { compareLines } from './compare/compare-lines.ts';
import { wordRuns, type Run } from './compare/text-runs.ts';
import type { Block, EmailDocument } from './document.ts';
import { anyDocument, bulletList, button, columns, condition, documentOf, everyKind, image, link, paragraph, text } from './testing/sample-documents.ts';

const draft = (body: EmailDocument | string, more: Partial<Draft> = {}): Draft => ({
  subject: 'S', preheader: '', textBody: null, ...(typeof body === 'string' ? { bodyKind: 'html', body } : { bodyKind: 'visual', body: JSON.stringify(body) }), ...more,
});
const shown = (runs: readonly Run[]): string => runs.map(({ kind, text: words }) => (kind === 'same' ? words : kind === 'added' ? `[+${words}]` : `[-${words}]`)).join('');
const changed = (before: Block[], after: Block[]) => {
  const { body } = compareDrafts(draft(documentOf('designed', ...before)), draft(documentOf('designed', ...after)));
  assert.equal(body.by, 'block');
  return body.by === 'block' ? body.changes.filter(({ kind, moved }) => kind !== 'same' || moved).map(({ kind, moved, type, words, details, depth }) =>
    `${'>'.repeat(depth)}${moved ? 'moved ' : ''}${kind} ${type} ${shown(words)}${details.map(({ name, before: was, after: is }) => ` ${name}: ${was} -> ${is}`).join('')}`) : [];
};
const [a, b, c] = [paragraph('Alpha one two'), paragraph('Beta'), paragraph('Gamma')];

for (const [name, before, after, expected] of [
  ['a word within a paragraph', [a, b], [{ ...a, content: [text('Alpha three two')] }, b], ['changed paragraph Alpha [-one][+three] two']],
  ['a block put in', [a, c], [a, b, c], ['added paragraph [+Beta]']],
  ['a block taken out, where it stood', [a, b, c], [a, c], ['removed paragraph [-Beta]']],
  ['a block moved is told once', [a, b, c], [c, a, b], ['moved same paragraph Gamma']],
  ['moved and changed', [a, b, c], [{ ...c, content: [text('Gamma ray')] }, a, b], ['moved changed paragraph Gamma[+ ray]']],
  ['a copy with a new id', [a], [{ ...a, attrs: { ...a.attrs, id: 'another-id' } }], []],
  ['an address', [{ ...a, content: [link('here', 'https://a.example/1')] }], [{ ...a, content: [link('here', 'https://a.example/2')] }], ['changed paragraph here links: https://a.example/1 -> https://a.example/2']],
  ['a mark', [a], [{ ...a, content: [{ type: 'text', text: 'Alpha one two', marks: [{ type: 'bold' }] }] }], ['changed paragraph Alpha one two format: null -> bold: Alpha one two']],
  ['a kind', [a], [{ type: 'heading', attrs: { id: a.attrs.id, level: 1, align: 'left' }, content: a.content }], ['changed heading Alpha one two type: paragraph -> heading level: null -> 1']],
] as [string, Block[], Block[], string[]][]) {
  test(`comparing tells ${name}`, () => assert.deepEqual(changed(before, after), expected));
}

test('what lies within columns, conditions and lists is compared on its own', () => {
  const press = button('Press', 'https://a.example/', { align: 'left' });
  const picture = image({ alt: 'Old words' });
  const when = condition({ path: 'company.name', op: 'is', value: 'A' }, b);
  const sides = columns('1-1', [a], [press]);
  const list = bulletList('one', [paragraph('two'), bulletList('deep') as never]);
  const copy = <T extends Block>(block: T, change: (text: string) => string): T => JSON.parse(change(JSON.stringify(block))) as T;
  assert.deepEqual(changed([sides, when, picture, list], [
    copy(sides, (json) => json.replace('Press', 'Push').replace('"1-1"', '"2-1"')), copy(when, (json) => json.replace('"value":"A"', '"value":"B"').replace('Beta', 'Delta')),
    copy(picture, (json) => json.replace('Old words', 'New words')), copy(list, (json) => json.replace('deep', 'deeper')),
  ]), [
    'changed columns  layout: 1-1 -> 2-1', '>changed button [-Press][+Push]', 'changed condition  value: A -> B', '>changed paragraph [-Beta][+Delta]',
    'changed image [-Old][+New] words', 'changed bulletList • one\n• two\n  • [-deep][+deeper]',
  ]);
});

test('code is compared line by line, a line that took another’s place word by word', () => {
  const comparison = compareDrafts(draft('<p>\nHello big world\nend'), draft('<p>\nHello small world\nmore\nend'));
  assert.ok(comparison.body.by === 'line');
  assert.deepEqual(comparison.body.changes.map(({ kind, before, after, words }) => `${kind} ${before} ${after} ${shown(words)}`), [
    'same 1 1 <p>', 'changed 2 2 Hello [-big][+small] world', 'added null 3 [+more]', 'same 3 4 end',
  ]);
});

test('subject, preheader, kind, look and a text by hand are compared too; the same twice is the same', () => {
  const before = draft(everyKind('designed'), { textBody: 'one' });
  const after = draft(JSON.parse(before.body.replace('"designed"', '"plain"')), { subject: 'S2', preheader: 'P' });
  const comparison = compareDrafts(before, after);
  assert.deepEqual([comparison.same, shown(comparison.subject), shown(comparison.preheader), comparison.look], [false, '[-S][+S2]', '[+P]', { before: 'designed', after: 'plain' }]);
  assert.deepEqual(comparison.text?.map(({ kind }) => kind), ['removed']);
  assert.deepEqual(compareDrafts(before, draft('<p>a</p>')).bodyKind, { before: 'visual', after: 'html' });
  assert.equal(compareDrafts(before, before).same, true);
});

test('a document of a newer program is still compared, by its text', () => {
  const newer = { bodyKind: 'visual' as const, body: '{"version":2}' };
  assert.equal(compareDrafts(draft('', newer), draft('', { ...newer, body: '{"version":3}' })).body.by, 'line');
});

test('nothing is lost in comparing: both texts and every block can be read out of it again', () => {
  const side = (runs: readonly Run[], left: Run['kind']) => runs.filter(({ kind }) => kind !== left).map(({ text: words }) => words).join('');
  const words = fc.array(fc.constantFrom('a', 'bee', ' ', '  ', '\n', 'see.', 'é', '{{ x }}', '<b>')).map((parts) => parts.join(''));
  fc.assert(fc.property(words, words, (before, after) => {
    const runs = wordRuns(before, after);
    assert.deepEqual([side(runs, 'added'), side(runs, 'removed')], [before, after]);
    const lines = compareLines(before, after);
    const text = (left: Run['kind'], own: 'before' | 'after') => lines.filter((line) => line[own] !== null).map((line) => side(line.words, left)).join('\n');
    assert.deepEqual([text('added', 'before'), text('removed', 'after')], [before, after]);
  }));
  const countOf = (document: EmailDocument) => JSON.stringify(document).match(/"type":"(heading|image|button|divider|columns|social|footer|html|condition)"/g)?.length ?? 0;
  fc.assert(fc.property(anyDocument, anyDocument, (before, after) => {
    const { body } = compareDrafts(draft(before), draft(after));
    assert.ok(body.by === 'block');
    const own = body.changes.filter(({ kind }) => kind !== 'removed');
    assert.equal(own.filter(({ type }) => !/paragraph|List|blockquote/.test(type)).length, countOf(after));
    const same = compareDrafts(draft(after), draft(after)).body;
    assert.ok(same.by === 'block' && same.changes.every(({ kind, moved }) => kind === 'same' && !moved));
  }), { numRuns: 60 });
});

test('two long texts with nothing in common are answered at once', () => {
  const started = performance.now();
  const long = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index} ${word}`).join('\n');
  assert.equal(compareLines(long('x'), long('y')).length, 20_000);
  assert.ok(performance.now() - started < 3000);
});
