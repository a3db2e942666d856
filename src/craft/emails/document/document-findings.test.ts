import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiled } from '../compile/testing/sent-mail.ts';
import { heavyImageBytes } from './document-findings.ts';
import type { Block } from './document.ts';
import { bulletList, button, columns, condition, documentOf, footer, html, image, link, paragraph, text, variable } from './testing/sample-documents.ts';

const findings = async (...blocks: Block[]) => (await compiled('visual', JSON.stringify(documentOf('designed', ...blocks)))).findings;
const named = <T extends Block>(block: T, id = 'the-block'): T => ({ ...block, attrs: { ...block.attrs, id } });
const other = [paragraph('before'), image()];

const table: [name: string, block: Block, expected: string][] = [
  ['an image without alt text', image({ alt: ' ' }), 'warning image_alt'],
  ['a decorative image that is a link', image({ decorative: true, href: 'https://a.example/' }), 'warning image_alt'],
  ['an image that was never chosen', image({ src: '' }), 'warning image_source'],
  ['an image written into the mail', image({ src: 'data:image/png;base64,AAAA' }), 'warning image_source'],
  ['an image without its host', image({ src: '/i/x.png' }), 'warning image_source'],
  ['an image that weighs too much', image({ bytes: heavyImageBytes + 1 }), 'warning image_heavy'],
  ['a link without https', paragraph(link('a', 'http://a.example/')), 'warning link_insecure'],
  ['a link without its host', paragraph('x', link('a', 'a.example/x')), 'error link_relative'],
  ['a button that leads nowhere', button('Go', ''), 'error link_empty'],
  ['a button that says nothing', button(' ', 'https://a.example/'), 'warning button_empty'],
  ['a link that would run a script', paragraph(link('a', 'javascript:alert(1)')), 'error active_content'],
  ['an image link that would run a script', image({ href: ' JavaScript:alert(1)' }), 'error active_content'],
  ['a social link that would run a script', { type: 'social', attrs: { id: 'social-1', align: 'left', items: [{ network: 'x', href: 'vbscript:x' }] } }, 'error active_content'],
  ['a social row without links', { type: 'social', attrs: { id: 'social-1', align: 'left', items: [] } }, 'warning social_empty'],
  ['an unknown variable', paragraph(variable('contact.nope', null)), 'warning unknown_variable'],
  ['a condition on an unknown attribute', condition({ path: 'contact.nope', op: 'is', value: 'x' }, paragraph('x')), 'warning unknown_variable'],
  ['Liquid typed and not closed', paragraph('Hi {{ contact.first_name'), 'error liquid'],
  ['a script in raw HTML', html('<p>x</p><script>alert(1)</script>'), 'error active_content'],
  ['a handler in raw HTML', html('<p onclick="x()">x</p>'), 'error active_content'],
  ['an embedded page', html('<iframe src="https://a.example/"></iframe>'), 'error active_content'],
  ['an unclosed comment', html('<p>x</p><!-- '), 'error html_open'],
  ['an unclosed style', html('<style>a{'), 'error html_open'],
  ['an element left open', html('<div><div>x</div>'), 'warning html_unbalanced'],
  ['position', html('<div style="position: absolute; top:0">x</div>'), 'warning html_ignored'],
  ['flex', html('<div style="display:flex">x</div>'), 'warning html_ignored'],
  ['grid in a style sheet', html('<style>.x { display: inline-grid }</style>'), 'warning html_ignored'],
  ['a form', html('<form action="https://a.example/"><input name="a"></form>'), 'warning html_ignored'],
  ['a video', html('<video src="https://a.example/v.mp4"></video>'), 'warning html_ignored'],
  ['a background image', html('<td style="background-image:url(https://a.example/b.png)">x</td>'), 'warning html_ignored'],
  ['a background attribute', html('<table background="https://a.example/b.png"><tr><td>x</td></tr></table>'), 'warning html_ignored'],
  ['a web font', html('<style>@import url(https://fonts.example/x.css);</style>'), 'warning html_ignored'],
  ['a footer that not everybody gets', condition({ path: 'contact.plan', op: 'is-set', value: '' }, named(footer(), 'inner-one')), 'error footer_conditional'],
];

for (const [name, block, expected] of table) {
  test(`${name} is told beside its block, in columns too`, async () => {
    for (const blocks of [[...other, named(block)], [...other, columns('1-1', [paragraph('x')], [named(block)]), paragraph('after')]]) {
      const found = (await findings(...blocks)).filter(({ level, code }) => `${level} ${code}` === expected);
      assert.deepEqual(found.map(({ block: id, line }) => [id, line])[0], [expected.endsWith('conditional') ? 'inner-one' : 'the-block', null]);
    }
  });
}

test('a document with nothing to mend has no findings', async () => {
  assert.deepEqual(await findings(paragraph('Hi ', variable('contact.first_name', 'you')), image({ bytes: 90_000 }), button('Go', 'https://a.example/'), bulletList('a'),
    html('<table style="background:#ffffff"><tr><td style="color:#000000">x</td></tr></table>'), footer(text('x'))), []);
});

test('an empty document says so, and so does one that cannot be read', async () => {
  const codes = async (body: string) => { const { content, findings: found } = await compiled('visual', body); return [content, ...found.map(({ code, block }) => `${code} ${block}`)]; };
  assert.deepEqual(await codes(''), [null, 'body_empty null']);
  assert.deepEqual(await codes('{"version":1,"look":"plain","content":[]}'), [null, 'body_empty null']);
  assert.deepEqual(await codes('{"version":7}'), [null, 'document_newer null']);
  assert.deepEqual(await codes('{"version":1,"look":"plain","content":[{"type":"film","attrs":{"id":"film-1"}}]}'), [null, 'document_invalid film-1']);
});

test('where Gmail stops reading is told beside the block it stops at', async () => {
  const blocks = Array.from({ length: 40 }, (_, index) => named(paragraph('x'.repeat(5000)), `block-no-${index}`));
  const clipped = (await findings(...blocks)).find(({ code }) => code === 'size_clipped');
  const at = Number(clipped?.block?.slice('block-no-'.length));
  assert.ok(at >= 18 && at <= 21, String(clipped?.block));
});

test('images are weighed together', async () => {
  assert.ok((await findings(...Array.from({ length: 4 }, () => image({ bytes: heavyImageBytes })))).some(({ code }) => code === 'images_heavy'));
});

test('five hundred blocks are compiled while somebody types, and a huge text too', async () => {
  const many = JSON.stringify(documentOf('designed', ...Array.from({ length: 500 }, (_, index) =>
    [paragraph('Hello ', variable('contact.first_name', 'you'), link('here', `https://a.example/${index}`)), image(), button('Go', `https://a.example/b${index}`), bulletList('a', 'b')][index % 4]!)));
  const huge = JSON.stringify(documentOf('designed', ...Array.from({ length: 4 }, () => paragraph('lorem ipsum <b> & '.repeat(4_000)))));
  for (const body of [many, huge]) {
    await compiled('visual', body);
    const started = process.cpuUsage();
    assert.ok((await compiled('visual', body)).content);
    const { user } = process.cpuUsage(started);
    // About 150 ms on a quiet machine; more than thrice that would be felt.
    assert.ok(user < 500_000, `${user / 1000} ms`);
  }
});
