import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewed, reader } from '../../compile/testing/sent-mail.ts';
import { defaultBrand, type Brand } from '../default-brand.ts';
import type { Block } from '../document.ts';
import { mailColors } from '../mail-colors.ts';
import { button, columns, documentOf } from '../testing/sample-documents.ts';
import { documentToMjml } from './document-to-mjml.ts';

const mjml = (brand: Partial<Brand>, ...blocks: Block[]) => documentToMjml(documentOf('designed', ...blocks), { ...defaultBrand, ...brand });
const shapes = (html: string) => html.match(/<v:roundrect[\s\S]*?<\/v:roundrect>/g) ?? [];

test('Outlook gets a round button of its own, with the same words, place and colours; all others the usual one', async () => {
  const shown = await previewed('visual', JSON.stringify(documentOf('designed', button('Go & see', 'https://ferrow.example/go?a=1&b=2'))), reader());
  const html = shown.html!;
  const [shape, ...more] = shapes(html);
  assert.equal(more.length, 0);
  assert.match(shape!, /href="https:\/\/ferrow\.example\/go\?a=1&amp;b=2"/);
  assert.match(shape!, /arcsize="13%" strokecolor="#1f2937" fillcolor="#1f2937"[\s\S]*color:#ffffff[\s\S]*>Go &amp; see<\/center>/);
  const elsewhere = html.replace(/<!--\[if mso\]>[\s\S]*?<!\[endif\]-->/g, '');
  assert.equal(elsewhere.match(/>\s*Go &amp; see\s*<\/a>/g)?.length, 1);
  const outlook = html.replace(/<!--\[if !mso\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '');
  assert.doesNotMatch(outlook, /Go &amp; see\s*<\/a>/, 'and not both');
  assert.equal(shown.text.match(/Go & see/g)?.length, 1);
  assert.equal(shown.compiled.links.length, 1, 'one link, however many copies');
});

test('square buttons, and those that lead nowhere, are left to MJML; wide ones and very round ones keep within bounds', () => {
  assert.doesNotMatch(mjml({ cornerRadius: 0 }, button('Go', 'https://a.example/')), /roundrect/);
  assert.doesNotMatch(mjml({}, button('Go', ' ')), /roundrect/);
  assert.match(mjml({ cornerRadius: 32 }, columns('1-1', [button('Go', 'https://a.example/')], [button('x'.repeat(300), 'https://a.example/')])), /arcsize="50%"/);
  assert.ok(!/width:([6-9]\d\d|\d{4,})px/.test(mjml({}, button('x'.repeat(300), 'https://a.example/'))));
});

test('the colours that follow from a brand’s are the same for the mail and for the editor', () => {
  const colors = { ...defaultBrand.colors, accent: '#ffee00', text: '#000000', surface: '#ffffff', link: 'javascript:' };
  assert.deepEqual(mailColors(colors), { ...colors, link: defaultBrand.colors.link, onAccent: '#111111', muted: '#4d4d4d', line: '#d9d9d9', quote: '#bfbfbf' });
  assert.match(mjml({ colors }, button('Go', 'https://a.example/')), /color="#111111"/);
});
