import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toProse, type DocumentNode } from '../map-document.ts';
import { addressOf, cleanPaste } from './clean-paste.ts';
import { pastedText } from './plain-text.ts';

/** A block in one line: `h1 Words`, `p a *bold* word`, `ul[p One; p Two]`. */
function said(node: DocumentNode): string {
  const inner = (node.content ?? []).map(said);
  const marks = (node.marks ?? []).map((mark) => (mark.type === 'link' ? `link ${String(mark.attrs!['href'])}` : mark.type));
  if (node.type === 'text') return marks.length > 0 ? `<${marks.join(',')}>${node.text}</>` : node.text!;
  if (node.type === 'hardBreak') return '↵';
  if (node.type === 'variable') return `{${String(node.attrs!['path'])}|${String(node.attrs!['fallback'])}}`;
  if (node.type === 'listItem') return inner.join('; ');
  const names: Record<string, string> = { paragraph: 'p', heading: `h${String(node.attrs?.['level'])}`, bulletList: 'ul', orderedList: 'ol', blockquote: 'quote', divider: 'hr', image: `image ${String(node.attrs?.['src'])} (${String(node.attrs?.['alt'])})` };
  const name = names[node.type] ?? node.type;
  const side = node.attrs?.['align'] && node.attrs['align'] !== 'left' ? `.${String(node.attrs['align'])}` : '';
  return node.type.endsWith('List') || node.type === 'blockquote' ? `${name}[${inner.join(' / ')}]` : `${name}${side} ${inner.join('')}`.trim();
}
const read = (html: string): string[] => cleanPaste(html).content.map(said);

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:"";font-family:"Calibri",sans-serif;} --></style></head><body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoTitle>Quarterly letter<o:p></o:p></p>
<h2><span style='mso-fareast-language:DE'><b>What changed</b><o:p></o:p></span></h2>
<p class=MsoNormal><span lang=EN-US style='font-family:"Arial",sans-serif;color:#1F497D'>Dear <b style='mso-bidi-font-weight:normal'>partner</b>,<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>First point<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Deeper</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Second point</p>
<p class=MsoNormal>Then:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Open</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Close</p>
<div style='mso-element:comment-list'><p>A comment nobody should mail</p></div>
<!--EndFragment--></body></html>`;

test('Word: conditional comments, o:p and styles go; lists made of paragraphs become lists, deeper ones within', () => {
  assert.deepEqual(read(word), [
    'h1 Quarterly letter', 'h2 What changed', 'p Dear <bold>partner</>,',
    'ul[p First point; ul[p Deeper] / p Second point]', 'p Then:', 'ol[p Open / p Close]',
  ]);
});

test('Google Docs: the bold around everything is none, a deeper list beside its point belongs into it, addresses are unwrapped', () => {
  const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span style="font-size:20pt;font-weight:400;">Title</span></h1>
    <p dir="ltr" style="line-height:1.38;"><span style="font-weight:700;white-space:pre-wrap;">Bold</span><span style="font-weight:400;font-style:italic;"> slanted</span><span style="text-decoration:line-through"> gone</span></p><br>
    <ul><li dir="ltr" aria-level="1"><p role="presentation"><span>One</span></p></li><ul><li aria-level="2"><p>Deeper</p></li></ul><li><p>Two</p></li></ul>
    <p><a href="https://www.google.com/url?q=https://ferrow.example/a%3Fb%3D1&amp;sa=D"><span style="text-decoration:underline;color:#1155cc">the hall</span></a></p></b>`;
  assert.deepEqual(read(html), ['h1 Title', 'p <bold>Bold</><italic> slanted</><strike> gone</>', 'ul[p One; ul[p Deeper] / p Two]', 'p <link https://ferrow.example/a?b=1>the hall</>']);
});

test('Outlook: layout tables fall away, tables of figures become lines, signatures keep their breaks', () => {
  const html = `<table class=MsoNormalTable><tr><td><table><tr><td><p class=MsoNormal>Hello&nbsp;<span class=x>Inês</span></p><p>Second</p></td></tr></table></td></tr></table>
    <table><tr><th>Month</th><th>Opens</th></tr><tr><td>May</td><td align=right>1&nbsp;204</td></tr></table>
    <div>Best wishes<br>Olga<br><br>Ferrow Logistics</div>`;
  assert.deepEqual(read(html), ['p Hello Inês', 'p Second', 'p <bold>Month</> | <bold>Opens</>', 'p May | 1\xa0204', 'p Best wishes↵Olga', 'p Ferrow Logistics']);
});

test('a web page: scripts and hidden parts go, words between blocks and spans within spans stay', () => {
  const html = `<article>Loose <div><span><span style="color:red"><font face=x>nested</font></span></span> words</div> after<script>alert(1)</script><style>p{}</style>
    <p style="display:none">preheader</p><p onclick="x()">A <a href="javascript:alert(1)">trap</a> and <a href="#top">anchor</a></p><hr>
    <blockquote><h3>Said</h3><p>so</p></blockquote><pre>a
b</pre><h5>Small</h5><p style="text-align:center">mid</p><li>orphan</li></article>`;
  assert.deepEqual(read(html), ['p Loose', 'p nested words', 'p after', 'p A trap and anchor', 'hr', 'quote[p Said / p so]', 'p a↵b', 'h3 Small', 'p.center mid', 'ul[p orphan]']);
});

test('pictures: those of the web stay, those within the HTML wait for their upload, others are counted, pixels fall away', () => {
  const pasted = cleanPaste('<p>Before<img src="https://a.example/x.png" alt="A  hall" width=300>after</p><img src="data:image/png;base64,AAAA" alt="Dock"><img src="file:///C:/clip.png"><img src="cid:1"><img src="https://t.example/p.gif" width=1 height=1><ul><li>Point<img src="https://a.example/y.png"></li></ul>');
  assert.deepEqual(pasted.content.map(said), ['p Before', 'image https://a.example/x.png (A hall)', 'p after', 'image  (Dock)', 'ul[p Point]', 'image https://a.example/y.png ()']);
  assert.equal(pasted.unreachable, 2);
  assert.deepEqual([...pasted.pictures], [[pasted.content[3]!.attrs!['id'], 'data:image/png;base64,AAAA']]);
});

test('variables written as Liquid become chips, also when an editor cut them into pieces', () => {
  assert.deepEqual(read('<p>Hi {{ contact.<span>first_name</span> | default: "you" }}, {{company.name}} {% if x %}</p>'), ['p Hi {contact.first_name|you}, {company.name|null} {% if x %}']);
});

test('hard spaces stay where type wants them and go where programs put them', () => {
  assert.deepEqual(read('<p>10&nbsp;% of&nbsp;us&nbsp; and&nbsp;<b>&nbsp;you</b>&#8203;&nbsp;!</p>'), ['p 10\xa0% of us and <bold>you</>\xa0!']);
});

test('plain text: paragraphs, points, addresses', () => {
  assert.deepEqual(pastedText('Hello\r\nthere\r\n\r\n- one\n- two\n  - deeper\n\n1. first\n2. second\n\nSee https://ferrow.example/hall. 3 - 2').map(said), [
    'p Hello↵there', 'ul[p one / p two; ul[p deeper]]', 'ol[p first / p second]', 'p See <link https://ferrow.example/hall>https://ferrow.example/hall</>. 3 - 2',
  ]);
});

test('only addresses that lead somewhere are links', () => {
  assert.deepEqual(['https://a.example', 'mailto:a@b.example', 'tel:+49', '{{ unsubscribe_url }}', 'javascript:x', 'data:text/html,x', '/here', 'file:///c'].map(addressOf).map((href) => href !== ''), [true, true, true, true, false, false, false, false]);
});

const vocabulary = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon', 'ö');
const tags = fc.constantFrom('p', 'div', 'span', 'b', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'h1', 'h4', 'blockquote', 'a', 'pre', 'o:p', 'font', 'center', 'w:sdt', 'section');
const styles = fc.constantFrom('', ' style="mso-list:l0 level3 lfo1"', ' class=MsoListParagraph', ' style="text-align:right;font-weight:bold"', ' href="https://a.example"');
const { html } = fc.letrec<{ html: string }>((tie) => ({
  html: fc.array(fc.oneof({ maxDepth: 6 }, vocabulary.map((one) => ` ${one} `), fc.tuple(tags, styles, tie('html')).map(([tag, style, inner]) => `<${tag}${style}>${inner}</${tag}>`), fc.constantFrom('<br>', '<hr>', '<![if x]>', '<!--[if mso]><p>not shown</p><![endif]-->', '&nbsp;', '</p>', '</div></ul>', '<img src=x>')), { maxLength: 5 }).map((parts) => parts.join('')),
}));
const wordsOf = (text: string): string[] => text.match(/alpha|beta|gamma|delta|epsilon|ö/g) ?? [];
const textOf = (node: DocumentNode): string => node.text ?? (node.content ?? []).map(textOf).join(' ');

test('whatever is pasted, however broken: no word is lost, none changes its place, and the editor can hold it', () => {
  fc.assert(fc.property(html, (given) => {
    const { content } = cleanPaste(given);
    assert.deepEqual(wordsOf(content.map(textOf).join(' ')), wordsOf(given));
    if (content.length > 0) toProse(content);
  }), { numRuns: 500 });
});

test('a thousand elements within each other neither exhaust the stack nor lose the word at the bottom', () => {
  assert.match(JSON.stringify(cleanPaste(`${'<ul><li><div>'.repeat(5000)}bottom`)), /bottom/);
});
