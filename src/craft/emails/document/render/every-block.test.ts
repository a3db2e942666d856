import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewed, reader, sent } from '../../compile/testing/sent-mail.ts';
import { defaultBrand } from '../default-brand.ts';
import type { Block, Inline, Look } from '../document.ts';
import { bulletList, button, columns, condition, documentOf, footer, html, image, link, paragraph, text, variable } from '../testing/sample-documents.ts';
import { wordsOn } from './brand-colors.ts';
import { documentToMjml } from './document-to-mjml.ts';

// Each block as its reader gets it: out of the bytes sent, in both looks, as HTML and as text; and the
// preview says the same.

const read = async (look: Look, blocks: Block[], values = reader()) => {
  const body = JSON.stringify(documentOf(look, ...blocks));
  const shown = await previewed('visual', body, values);
  assert.deepEqual(shown.compiled.findings.filter(({ level }) => level === 'error'), []);
  const mail = await sent(shown.compiled, values);
  const straight = (words: string) => words.replace(/https:\/\/(t\.example\/t|[a-z.]*ferrow\.example|t\.example\/(?:leave|choose|p\/))[^"\]\s]*/g, 'ADDRESS').trim();
  assert.equal(straight(mail.text), straight(shown.text));
  assert.equal(straight(mail.html), straight(shown.html!));
  return { html: shown.html!.slice(shown.html!.search(/<body/)), text: shown.text, findings: shown.compiled.findings.map(({ code, block }) => `${code} ${block}`) };
};
const bold = (words: string): Inline => ({ type: 'text', text: words, marks: [{ type: 'bold' }, { type: 'italic' }, { type: 'underline' }, { type: 'strike' }] });
const heading = (level: 1 | 2 | 3): Block => ({ type: 'heading', attrs: { id: 'heading-1', level, align: 'right' }, content: [text('Title')] });
const social: Block = { type: 'social', attrs: { id: 'social-1', align: 'center', items: [{ network: 'linkedin', href: 'https://a.ferrow.example/l' }, { network: 'Our blog', href: 'https://a.ferrow.example/b' }] } };

/** Name, block, what the designed HTML holds, what the plain one holds, the text. */
const table: [name: string, block: Block, designed: RegExp, plain: RegExp, words: RegExp][] = [
  ['a heading', heading(2), /<h2 style="[^"]*font-size:21px[^"]*;text-align:right">Title<\/h2>/, /<h2 style="[^"]*font-weight:bold;text-align:right">Title<\/h2>/, /^Title$/m],
  ['a paragraph with every mark', paragraph('a ', bold('b')), /<p style="margin:0 0 16px">a <strong><em><u><s>b<\/s><\/u><\/em><\/strong><\/p>/, /<strong><em><u><s>b/, /^a b$/m],
  ['words that look like markup', paragraph('<b>&amp; "x" </td></mj-text>'), />&lt;b&gt;&amp;amp; &quot;x&quot; &lt;\/td&gt;&lt;\/mj-text&gt;</, />&lt;b&gt;&amp;amp;/, /^<b>&amp; "x" <\/td><\/mj-text>$/m],
  ['an empty line and rows of blanks', paragraph('a   b\nc'), /a&nbsp;\u0020 b<br>c/, /a&nbsp;\u0020 b<br>c/, /^a.+b\nc$/m],
  ['a coloured link of several words', paragraph(link('one ', 'https://ferrow.example/x'), { type: 'text', text: 'two', marks: [{ type: 'link', attrs: { href: 'https://ferrow.example/x' } }, { type: 'color', attrs: { color: '#0a0b0c' } }] }), /<a href="[^"]+" style="color:#1d4ed8">one <span style="color:#0a0b0c">two<\/span><\/a>/, /<a href="[^"]+">one <span/, /^one two \[https:\/\/ferrow\.example\/x\]$/m],
  ['lists within lists', bulletList('one', [paragraph('two'), bulletList('three') as never]), /<ul[^>]*><li[^>]*>\s*one<\/li><li[^>]*>\s*two\s*<ul/, /<ul[^>]*><li/, /^ \* one\n \* two\n {3}\* three$/m],
  ['steps', { ...bulletList('one', 'two'), type: 'orderedList' } as Block, /<ol[^>]*><li[^>]*>\s*one/, /<ol/, /^ 1\. one\n 2\. two$/m],
  ['a quote', { type: 'blockquote', attrs: { id: 'quote-1' }, content: [paragraph('said')] }, /<blockquote style="[^"]*border-left:3px[^"]*">\s*<p[^>]*>said/, /<blockquote/, /^> said$/m],
  ['an image', image({ width: 120, align: 'center' }), /align="center"[\s\S]*<img\s+alt="A dock" src="https:\/\/cdn[^"]+"[^>]*width="120"/, /<img src="[^"]+" alt="A dock" width="120"/, /^$/m],
  ['an image that is a link', image({ href: 'https://ferrow.example/d' }), /<a\s+href="https:\/\/ferrow\.example\/d"[^>]*>\s*<img/, /<a href="https:\/\/ferrow\.example\/d"><img/, /^A dock \[https:\/\/ferrow\.example\/d\]$/m],
  ['a decorative image', image({ decorative: true, alt: 'never read' }), /<img\s+alt=""/, /alt=""/, /^$/m],
  ['a button', button('Go & see', 'https://ferrow.example/go?a=1&b=2'), /bgcolor="#1f2937"[\s\S]*<a\s+href="https:\/\/ferrow\.example\/go\?a=1&amp;b=2"[^>]*color:#ffffff[\s\S]*Go &amp; see/, /<p[^>]*><a href="https:\/\/ferrow\.example\/go\?a=1&amp;b=2">Go &amp; see<\/a><\/p>/, /^Go & see \[https:\/\/ferrow\.example\/go\?a=1&b=2\]$/m],
  ['a wide outlined button', button('Go', 'https://ferrow.example/go', { variant: 'outline', wide: true }), /width:100%[\s\S]*bgcolor="#ffffff"[\s\S]*color:#1f2937/, />Go<\/a>/, /^Go \[/m],
  ['a divider', { type: 'divider', attrs: { id: 'divider-1' } }, /<p\s+style="border-top:solid 1px/, /<hr/, /^-{24}$/m],
  ['columns', columns('1-2', [paragraph('left')], [paragraph('right')]), /mj-column-per-33-33[\s\S]*left[\s\S]*mj-column-per-66-67[\s\S]*right/, /left<\/p>\s*<p[^>]*>right/, /^left\n\nright$/m],
  ['a social row', social, /<a href="[^"]+"[^>]*>LinkedIn<\/a>[^<]*<a href="[^"]+"[^>]*>Our blog<\/a>/, /LinkedIn<\/a>/, /^LinkedIn \[[^\]]+\]\s+·\s+Our blog \[[^\]]+\]$/m],
  ['a footer', footer(text('Why you get this.')), /Why you get this\.<\/p>[\s\S]*1 Dock Road\nHarbour<\/span>[\s\S]*<a href="https:\/\/t\.example\/leave"[^>]*>Unsubscribe<\/a>[^<]*<a href="https:\/\/t\.example\/choose"[^>]*>Your choices<\/a>/, /1 Dock Road\nHarbour[\s\S]*>Unsubscribe/, /^1 Dock Road\nHarbour\n\nUnsubscribe \[https:\/\/t\.example\/leave\] · Your choices \[https:\/\/t\.example\/choose\]$/m],
  ['raw HTML', html('<table class="mine"><tr><td>cell</td></tr></table><!--[if mso]><i>o</i><![endif]-->'), /<table class="mine"><tr><td>cell<\/td><\/tr><\/table><!--\[if mso\]><i>o<\/i><!\[endif\]-->/, /<table class="mine">/, /^cell$/m],
  ['a variable', paragraph('Dear ', variable('contact.first_name', 'friend'), '!'), /Dear Inês &lt;b&gt; &quot;I&quot;!/, /Dear Inês &lt;b&gt;/, /^Dear Inês <b> "I"!$/m],
];

for (const [name, block, designed, plain, words] of table) {
  test(`${name} is read in both looks and as text, sent as it is shown`, async () => {
    const [framed, typed] = [await read('designed', [block]), await read('plain', [block])];
    assert.match(framed.html, designed);
    assert.match(typed.html, plain);
    for (const { text: said } of [framed, typed]) assert.match(said, words);
    assert.doesNotMatch(typed.html, /<table(?! class="mine")|background/);
  });
}

for (const fallback of ['there', 'O\'Neil', 'the "boss"', 'both \' and "', 'back\\slash', '}} {{ x', '%} {% if %}', '<b>&', '{{ contact.email }}', '']) {
  test(`who has no value reads the fallback ${JSON.stringify(fallback)}, and whoever has one that`, async () => {
    const blocks = [paragraph('Hi ', variable('contact.first_name', fallback), '!')];
    assert.equal((await read('plain', blocks, reader({ first_name: '' }))).text, `Hi ${fallback}!\n`.replace('Hi !', 'Hi !'));
    assert.equal((await read('designed', blocks, reader({ first_name: 'Ana' }))).text, 'Hi Ana!\n');
  });
}

for (const [attrs, fits, others] of [
  [{ path: 'company.name', op: 'is', value: 'Lusitra' }, reader(), reader({}, 'Other')],
  [{ path: 'company.name', op: 'is-not', value: 'Lusitra' }, reader({}, ''), reader()],
  [{ path: 'contact.plan', op: 'contains', value: 'gold' }, reader(), reader({ attributes: { plan: 'silver' } })],
  [{ path: 'contact.seats', op: 'is', value: '5' }, reader(), reader({ attributes: { seats: 6 } })],
  [{ path: 'contact.seats', op: 'is', value: '5' }, reader({ attributes: { seats: '5' } }), reader({ attributes: {} })],
  [{ path: 'contact.plan', op: 'is', value: 'true' }, reader({ attributes: { plan: true } }), reader({ attributes: { plan: false } })],
  [{ path: 'company.name', op: 'is', value: 'LUSITRA' }, reader(), reader({}, 'Other')],
  [{ path: 'company.name', op: 'is-not', value: 'lusitra' }, reader({}, 'Other'), reader()],
  [{ path: 'contact.plan', op: 'contains', value: 'GOLD &' }, reader(), reader({ attributes: { plan: 'Golden' } })],
  [{ path: 'contact.seats', op: 'is-not', value: '5.0' }, reader({ attributes: { seats: 6 } }), reader()],
  [{ path: 'contact.plan', op: 'is', value: 'TRUE' }, reader({ attributes: { plan: true } }), reader({ attributes: {} })],
  [{ path: 'contact.plan', op: 'is-set', value: '' }, reader({ attributes: { plan: false } }), reader({ attributes: { plan: ' ' } })],
  [{ path: 'contact.plan', op: 'is-not-set', value: 'ignored' }, reader({ attributes: {} }), reader()],
  [{ path: 'contact.plan', op: 'is', value: 'a "b" \' %} {% endif %} <!-- \\' }, reader({ attributes: { plan: 'a "b" \' %} {% endif %} <!-- \\' } }), reader()],
] as const) {
  test(`${attrs.path} ${attrs.op} ${attrs.value}: the others get nothing of it`, async () => {
    const inner = [paragraph('SECRET words'), button('SECRET button', 'https://ferrow.example/secret')];
    for (const look of ['designed', 'plain'] as const) {
      for (const kind of [inner, [columns('1-1', inner, [image({ alt: 'SECRET', href: 'https://ferrow.example/secret' })])]]) {
        const blocks = [paragraph('before'), condition(attrs, ...kind), paragraph('after')];
        const got = await read(look, blocks, fits);
        assert.match(got.html, /before[\s\S]*SECRET[\s\S]*after/);
        assert.match(got.text, /^before\n\nSECRET words\n\nSECRET button \[[^\]]+\]\n\n(SECRET \[[^\]]+\]\n\n)?after\n$/);
        const left = await read(look, blocks, others);
        assert.doesNotMatch(left.html, /SECRET|secret/);
        assert.equal(left.text, 'before\n\nafter\n');
        assert.equal((await read(look, [blocks[0]!, blocks[2]!], others)).html.replace(/\s+/g, '').length > 0, true);
      }
    }
  });
}

test('the way out and the choices are in the reader’s language, else the workspace’s, else English', async () => {
  const lines = async (language: string, ours?: string) => {
    const values = reader({ language });
    return (await read('designed', [footer()], { ...values, workspace: { ...values.workspace, language: ours } })).text.split('\n').at(-2);
  };
  const english = 'Unsubscribe [https://t.example/leave] · Your choices [https://t.example/choose]';
  const german = 'Abbestellen [https://t.example/leave] · Ihre Auswahl [https://t.example/choose]';
  assert.deepEqual([await lines('de-AT'), await lines('', 'de'), await lines('en', 'de'), await lines(''), await lines('tlh')], [german, german, english, english, english]);
});

test('what somebody wrote in Liquid compares as exactly as Liquid does', async () => {
  const blocks = [paragraph('{% if company.name == "lusitra" or company.name contains "LUS" %}no{% else %}exact{% endif %}')];
  assert.equal((await read('plain', blocks)).text.trim(), 'exact');
});

test('conditions within conditions, and Liquid that was typed, are alive', async () => {
  const blocks = [condition({ path: 'company.name', op: 'is-set', value: '' }, condition({ path: 'contact.first_name', op: 'is', value: 'Ana' }, paragraph('both')), paragraph('{{ contact.first_name | upcase }}'))];
  assert.equal((await read('designed', blocks, reader({ first_name: 'Ana' }))).text.trim(), 'both\n\nANA');
  assert.equal((await read('plain', blocks, reader({ first_name: 'Bo' }))).text.trim(), 'BO');
});

test('the brand’s logo, colours, fonts and footer are in the designed look alone, and cannot break out of it', async () => {
  const brand = { ...defaultBrand, logoUrl: 'https://a.example/"><script>', logoAlt: 'Ferrow', colors: { ...defaultBrand.colors, accent: '#ffee00', text: 'red;"><script>' }, fonts: { heading: '"><script>', body: 'Georgia, serif' }, footerText: 'Ferrow <Ltd>' };
  const made = documentToMjml(documentOf('designed', heading(1), button('Go', 'https://a.example/'), footer()), brand);
  assert.doesNotMatch(made, /<script>/);
  assert.match(made, /alt="Ferrow"[\s\S]*background-color="#ffee00" color="#111111"[\s\S]*Ferrow &lt;Ltd&gt;/);
  assert.match(made, /<mj-all font-family="Georgia, serif"/);
  assert.match(made, new RegExp(`<mj-text color="${defaultBrand.colors.text}"`));
});

test('words on a button are readable on any colour', () => {
  assert.deepEqual(['#000000', '#1f2937', '#1d4ed8', '#ffee00', '#ffffff', '#9ca3af'].map(wordsOn), ['#ffffff', '#ffffff', '#ffffff', '#111111', '#111111', '#111111']);
});
