import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parser } from 'htmlparser2';
import fc from 'fast-check';
import type { Draft } from '../contract.ts';
import type { Part } from '../sending-form.ts';
import { compileEmail, type CompiledEmail } from './compile-email.ts';

const request = {
  from: { name: 'Ana', address: 'ana@ferrow.example' }, replyTo: null,
  workspace: { name: 'Ferrow', postalAddress: '1 Dock Road' }, definitions: [{ key: 'plan', label: 'Plan' }],
};
const compile = (body: string, more: Partial<Draft> = {}) =>
  compileEmail({ ...request, version: { subject: 'S', preheader: '', bodyKind: 'html', body, textBody: null, ...more } });
const codes = (compiled: CompiledEmail) => compiled.findings.map(({ code, level, line }) => `${level} ${code} ${line}`);

/** Parts as text: what stands still as it is, slots in guillemets. */
const shown = (parts: readonly Part[] | null | undefined): string => (parts ?? []).map((part) => {
  if (typeof part === 'string') return part;
  if ('value' in part) return `«${part.value}|${part.default}»`;
  if ('liquid' in part) return `«${part.liquid}»`;
  return 'link' in part ? `«link ${part.link}»` : `«${Object.keys(part)[0]}»`;
}).join('');

/** Everything a parser sees in a document, as lines to compare. */
function seen(html: string): string[] {
  const lines: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => void lines.push(`<${name} ${JSON.stringify(attributes)}>`),
    onclosetag: (name) => void lines.push(`</${name}>`),
    ontext: (text) => void lines.push(text),
    oncomment: (text) => {
      const inner = /^(\[if [^\]]*\]>)([\s\S]*)(<!\[endif\])$/.exec(text);
      lines.push(...(inner ? [inner[1]!, ...seen(inner[2]!)] : [`<!--${text}-->`]));
    },
  }, { decodeEntities: true });
  parser.end(html);
  return lines;
}

const rich = `<mjml><mj-head><mj-preview>Look</mj-preview><mj-style>.x > .y { color: red }</mj-style></mj-head><mj-body>
  <mj-hero background-url="https://cdn.ferrow.example/h.png"><mj-text>Hi {{ contact.first_name | default: "there" }}</mj-text></mj-hero>
  <mj-section background-url="https://cdn.ferrow.example/b.png"><mj-column>
    <mj-text>A &amp; B &copy; <a href="https://ferrow.example/?a=1&amp;b=2">one</a> <a href='mailto:x@ferrow.example?subject=a&amp;body=b'>m</a>
      <a href="tel:+351">t</a> <a href="#top">up</a> <a href="{{ unsubscribe_url }}">out</a></mj-text>
    <mj-button href="https://ferrow.example/go/{{ contact.plan | url_encode }}">Go</mj-button>
    <mj-image src="https://cdn.ferrow.example/i.png" alt="A dock" href="https://ferrow.example/?a=1&amp;b=2" />
    <mj-raw><!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="https://ferrow.example/?a=1&amp;b=2" arcsize="8%"><v:fill color="#fff"/><center>Go</center></v:roundrect><![endif]--></mj-raw>
    <mj-navbar hamburger="hamburger"><mj-navbar-link href="https://ferrow.example/nav">Nav</mj-navbar-link></mj-navbar>
    <mj-social><mj-social-element name="github" href="https://github.example/x">G</mj-social-element></mj-social>
  </mj-column></mj-section></mj-body></mjml>`;

test('rewriting links and adding the pixel changes nothing else, over MJML’s output with its conditional comments', async () => {
  const compiled = await compile(rich, { bodyKind: 'mjml' });
  assert.deepEqual(compiled.findings.filter(({ level }) => level === 'error'), []);
  const fill = (parts: readonly Part[], linkOf: (index: number) => string, pixel: string) => parts.map((part) => {
    if (typeof part === 'string') return part;
    if ('link' in part) return linkOf(part.link).replaceAll('&', '&amp;');
    return 'pixel' in part ? pixel : 'unsubscribe' in part ? 'UNSUB' : 'value' in part ? 'VALUE' : 'LIQUID';
  }).join('');
  const target = (index: number) => compiled.links[index]!.target;
  const before = seen(fill(compiled.content!.html!, target, ''));
  const after = seen(fill(compiled.content!.html!, (index) => `https://t.example/${index}`, '<img src="https://t.example/p.gif">'));
  const expected = before.map((line) => {
    // Only tags hold addresses.
    if (!line.startsWith('<')) return line;
    return compiled.links.reduce((text, { target: address, index }) => text.replace(JSON.stringify({ href: address }).slice(1, -1), `"href":"https://t.example/${index}"`), line);
  });
  const body = expected.lastIndexOf('</body>');
  // The pixel is an open tag right before the body ends; htmlparser2 closes it by itself.
  assert.deepEqual(after, [...expected.slice(0, body), '<img {"src":"https://t.example/p.gif"}>', '</img>', ...expected.slice(body)]);
  assert.deepEqual(compiled.links.map((link) => link.target).toSorted(), [
    'https://ferrow.example/?a=1&b=2', 'https://ferrow.example/go/{{ contact.plan | url_encode }}', 'https://ferrow.example/nav', 'https://github.example/x',
  ]);
  for (const kept of ['mailto:x@ferrow.example?subject=a&amp;body=b', 'tel:+351', '#top', '.x > .y { color: red }', 'A &amp; B &copy;']) {
    assert.ok(shown(compiled.content!.html).includes(kept), kept);
  }
  assert.match(shown(compiled.content!.html), /<v:roundrect[^>]* href="«link \d»"/);
});

test('HTML stays byte for byte, whatever its quotes, cases and faults', async () => {
  const body = '<HTML><BoDy BGCOLOR=#fff>\r\n<p title=\'{{ contact.plan | default: "a" }}\'>a<br>b &nbsp; < c<A HREF = \'https://a.example/x?y=1&z=2\' >x</A><a href=https://a.example/u>u</a></p><b>open</BODY></HTML>\n';
  const compiled = await compile(body);
  assert.equal(shown(compiled.content!.html), body
    .replace('{{ contact.plan | default: "a" }}', '«contact.attributes.plan|a»').replace('https://a.example/x?y=1&z=2', '«link 0»')
    .replace('https://a.example/u', '«link 1»').replace('</BODY>', '«pixel»</BODY>'));
  assert.equal(compiled.links[0]!.target, 'https://a.example/x?y=1&z=2');
});

test('the static text of any HTML comes through unchanged', () => fc.assert(fc.asyncProperty(
  fc.array(fc.constantFrom('<p>', '</p>', '<a href="https://a.example/">', '</a>', '<!--[if mso]>', '<![endif]-->', '<!--', '-->', 'x', ' ', '<', '>', '"', '&amp;', '{ ', '}', '</body>', '<style>', '</style>', 'é', '<a href=', "<td class='")),
  async (pieces) => {
    const body = `.${pieces.join('')}`;
    const compiled = await compile(body);
    const { links } = compiled;
    assert.equal(compiled.content!.html!.map((part) => (typeof part === 'string' ? part : 'link' in part ? links[part.link]!.target : '')).join(''), body);
  }), { numRuns: 200 }));

test('control flow becomes one piece of Liquid over its whole block; what stands outside stays still', async () => {
  const compiled = await compile('<p>a</p>{% if contact.plan == "x" %}<a href="https://a.example/">{{ contact.plan }}</a>{% else %}b{% endif %}<p>{{ first_name }}</p>');
  assert.equal(shown(compiled.content!.html), '<p>a</p>«{% if contact.plan == "x" %}<a href="{{ kindred.links[0] }}">{{ contact.plan }}</a>{% else %}b{% endif %}»<p>«contact.first_name|null»</p>«pixel»');
  const assigned = await compile('a{% assign x = contact.plan %}b{{ x }}c');
  assert.equal(shown(assigned.content!.html), 'a«{% assign x = contact.plan %}b{{ x }}»c«pixel»');
});

for (const [template, required] of [
  ['{{ contact.plan }}', ['contact.attributes.plan']],
  ['{{ first_name }} {{ contact.first_name }}', ['contact.first_name']],
  ['{{ contact.plan | default: "x" }}', []],
  ['{{ contact.plan | upcase }}', ['contact.attributes.plan']],
  ['{{ contact.plan | upcase | default: "x" }}', []],
  ['{% if contact.plan %}{{ contact.plan }}{% endif %}', []],
  ['{% if contact.plan %}{{ contact.first_name }}{% endif %}', ['contact.first_name']],
  ['{% for x in contact.plan %}{{ x }}{% endfor %}', []],
  ['{{ unsubscribe_url }}', []],
  ['{% assign n = contact.first_name | default: "you" %}{{ n }}', []],
] as const) {
  test(`${template} needs ${required.join(', ') || 'nothing'}`, async () => assert.deepEqual((await compile(template)).content!.required, required));
}

for (const [body, expected] of [
  ['a\n<script>alert(1)</script>', 'error active_content 2'],
  ['<p onclick="x()">a</p>', 'error active_content 1'],
  ['\n\n<a href=" java\nscript:alert(1)">a</a>', 'error active_content 3'],
  ['<a href="&#106;avascript:alert(1)">a</a>', 'error active_content 1'],
  ['<svg><a xlink:href="javascript:x">a</a></svg>', 'error active_content 1'],
  ['<!--[if mso]><script>x</script><![endif]-->', 'error active_content 1'],
  ['<iframe src="https://a.example"></iframe>', 'error active_content 1'],
  ['<img src="/a.png" alt="">', 'warning image_source 1'],
  ['<img src="https://a.example/a.png">', 'warning image_alt 1'],
  ['<a href="http://example">a</a>', 'error link_host 1'],
  ['<a href="www.a.example">a</a>', 'error link_relative 1'],
  ['<a href="https://a.example/a b">a</a>', 'error link_spaces 1'],
  ['<a href="https://">a</a>', 'error link_broken 1'],
  ['<a href="">a</a>', 'error link_empty 1'],
  ['<a href="http://localhost:3000/">a</a>', 'warning link_local 1'],
  ['a\n{{ contact.nope }}', 'warning unknown_variable 2'],
  ['a\n{% if contact.plan %}', 'error liquid 2'],
  ['a\nb {{ contact.plan | nofilter }}', 'error liquid 2'],
  ['a\n{% include "x" %}', 'error liquid 2'],
  ['{% for p in contact.plan %}<a href="{{ p }}">a</a>{% endfor %}', 'warning link_untracked 1'],
  ['', 'error body_empty null'],
] as const) {
  test(`${JSON.stringify(body)} is told as ${expected}`, async () => assert.ok(codes(await compile(body)).includes(expected), codes(await compile(body)).join('; ')));
}

test('Liquid that loops is stopped soon, with its line and tag', async () => {
  const started = performance.now();
  for (const body of ['x\n{% for i in (1..900000000) %}y{% endfor %}', 'x\n{% for i in (1..9000) %}{% for j in (1..9000) %}y{% endfor %}{% endfor %}']) {
    const compiled = await compile(body);
    assert.equal(compiled.content, null);
    assert.match(compiled.findings[0]!.message, /limit exceeded, at \{% for/);
    assert.equal(compiled.findings[0]!.line, 2);
  }
  assert.ok(performance.now() - started < 5000);
});

test('MJML that is broken says where, and Liquid that MJML would lose is not lost in silence', async () => {
  const wrap = (inner: string) => `<mjml><mj-body><mj-section><mj-column>\n${inner}\n</mj-column></mj-section></mj-body></mjml>`;
  assert.ok(codes(await compile(wrap('<mj-txt>a</mj-txt>'), { bodyKind: 'mjml' })).includes('error mjml 2'));
  assert.ok(codes(await compile(wrap('<mj-text colour="red">a</mj-text>'), { bodyKind: 'mjml' })).includes('warning mjml 2'));
  assert.ok(codes(await compile(wrap('<mj-include path="/etc/passwd" />'), { bodyKind: 'mjml' })).includes('error mjml_include 2'));
  assert.ok(codes(await compile(wrap('{% if contact.plan %}<mj-text>a</mj-text>{% endif %}'), { bodyKind: 'mjml' })).includes('error liquid_lost 2'));
  assert.ok(codes(await compile('<p>no</p>', { bodyKind: 'mjml' })).includes('error mjml 1'));
  const raw = await compile(wrap('<mj-raw>{% if contact.plan %}</mj-raw><mj-text>a</mj-text><mj-raw>{% endif %}</mj-raw>'), { bodyKind: 'mjml' });
  assert.match(shown(raw.content!.html), /«\{% if contact\.plan %\}[\s\S]*a[\s\S]*\{% endif %\}»/);
});

test('Markdown keeps HTML as text, and makes a whole document', async () => {
  const { content, links } = await compile('# Hi {{ first_name | default: "you" }}\n\n{% if contact.plan %}\n\nSee https://a.example/x and [two](https://a.example/y).\n\n{% endif %}\n\n<b onclick=x>no</b>', { bodyKind: 'markdown' });
  const html = shown(content!.html);
  assert.match(html, /^<!doctype html>/);
  assert.match(html, /<h1>Hi «contact\.first_name\|you»<\/h1>/);
  assert.match(html, /«\{% if contact\.plan %\}\s*<p>See <a href="\{\{ kindred\.links\[0\] \}\}">/);
  assert.match(html, /&lt;b onclick=x&gt;no/);
  assert.deepEqual(links.map(({ target }) => target), ['https://a.example/x', 'https://a.example/y']);
});

test('the text alternative is derived, with links behind their words and the same indexes', async () => {
  const { content } = await compile('<html><head><style>p{}</style></head><body><div style="display:none">hidden</div><h1>Title</h1><p>Dear {{ first_name | default: "you" }},<br>see <a href="https://a.example/?x=1&amp;y=2">this page</a>, https://b.example, <a href="https://a.example/z">https://a.example/z</a> or <a href="mailto:a@b.example">write</a>.</p><a href="{{ unsubscribe_url }}">Leave</a></body></html>');
  assert.equal(shown(content!.text), 'Title\n\nDear «contact.first_name|you»,\nsee this page [«link 0»], https://b.example, «link 1» or write [mailto:a@b.example].\n\nLeave [«unsubscribe»]\n');
});

test('addresses in a text written by hand are tracked where they stand', async () => {
  const { content, links } = await compile('<a href="https://a.example/">a</a>', { textBody: 'Go (https://a.example/) or https://b.example/x_(y). Out: {{ unsubscribe_url }}' });
  assert.equal(shown(content!.text), 'Go («link 0») or «link 1». Out: «unsubscribe»');
  const forgotten = await compile('<a href="https://a.example/">a</a><a href="{{ unsubscribe_url }}">out</a>', { textBody: 'Go there' });
  assert.match(shown(forgotten.content!.text), /^Go there\n\n«unsubscribe_label\|?[^»]*»: «unsubscribe»\n«preferences_label\|?[^»]*»: «preferences_url\|?[^»]*»\n$/, 'who reads the text alone finds the way out, too');
  assert.deepEqual([forgotten.content!.required, forgotten.links.length], [[], 1]);
  assert.deepEqual(links.map(({ target }) => target), ['https://a.example/', 'https://b.example/x_(y)']);
});

test('the preheader stands hidden at the body’s beginning, its markup escaped and its variables alive', async () => {
  const { content } = await compile('<html><body class="x"><p>a</p></body></html>', { preheader: '<b> & {{ first_name | default: "you" }}' });
  assert.match(shown(content!.html), /^<html><body class="x"><div style="display:none[^"]*">&lt;b&gt; &amp; «contact\.first_name\|you»<\/div>/);
});

test('a link marked data-no-track stays as it is', async () => {
  assert.equal(shown((await compile('<a data-no-track href="https://a.example/">a</a>')).content!.html), '<a data-no-track href="https://a.example/">a</a>«pixel»');
});

test('raw keeps braces as text, comments go, white space control works', async () => {
  assert.equal(shown((await compile('a {{- first_name -}} b {% raw %}{{ x }}{% endraw %}{% comment %}<a href="https://a.example/">{% endcomment %}c')).content!.html), 'a«contact.first_name|null»b {{ x }}c«pixel»');
});
