import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyDocument, everyKind } from '../document/testing/sample-documents.ts';
import { compiled, differences, isOurs, previewed, reader, seen, sent } from './testing/sent-mail.ts';

// Links are rewritten and a pixel is put in; a parser must see nothing else of it. What is sent is read
// out of the bytes of the mail, what it is compared with never went through the compiler or is its preview.

const values = reader();

/** Asserts that only web addresses differ, each replaced by a tracked one, and that the pixel stands once. */
async function assertOnlyLinksDiffer(before: string, email: Awaited<ReturnType<typeof compiled>>): Promise<number> {
  const { html, pixels } = await sent(email, values);
  assert.equal(pixels, 1);
  const changed = differences(before.trim(), html.trim());
  for (const { tag, before: address, after } of changed) {
    assert.ok(/^(a|area|v:\w+)$/.test(tag), `${tag}: ${address} became ${after}`);
    assert.match(address.replace(/[\t\r\n]/g, '').trim(), /^https?:\/\//i);
    assert.ok(isOurs(after), after);
  }
  // One address, one link, wherever it stands.
  const byTarget = Map.groupBy(changed, ({ before: address }) => address.replace(/[\t\r\n]/g, '').trim());
  for (const [address, places] of byTarget) assert.equal(new Set(places.map(({ after }) => after)).size, 1, address);
  return changed.length;
}

for (const [name, body, links] of [
  ['Outlook’s comments, both ways round', '<!--[if mso]><table><tr><td><a href="https://a.example/x?y=1&amp;z=2">Outlook</a></td></tr></table><![endif]--><!--[if !mso]><!--><a href="https://a.example/x?y=1&amp;z=2">others</a><!--<![endif]-->', 2],
  ['VML buttons', '<!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word" href="https://a.example/go" style="height:40px;v-text-anchor:middle;width:200px;" arcsize="10%" strokecolor="#1e3650" fillcolor="#556270"><w:anchorlock/><center style="color:#ffffff">Go &raquo;</center></v:roundrect><![endif]--><a href="https://a.example/go" style="mso-hide:all">Go</a>', 2],
  ['what is no web address', '<a href="mailto:a@b.example?subject=Hi%20there&amp;body=https://a.example/">m</a><a href="tel:+351">t</a><a href="sms:+351?body=x">s</a><a href="#top">u</a><a name="top"></a><a>none</a>', 0],
  ['quotes of all sorts and none', '<a href=https://a.example/u>u</a><a href=\'https://a.example/s?"q"\'>s</a><A HREF = "https://a.example/d" TITLE=\'>\'>d</A>', 3],
  ['entities, spaces and line breaks in addresses', '<a href=" https://a.example/?a=1&copy=2&amp;b=3 ">a</a><a href="https://a.example/\nline">b</a><a href="https&#58;//a.example/c">c</a>', 3],
  ['unicode hosts and paths', '<a href="https://bücher.example/straße?q=✓#teil-2">b</a>', 1],
  ['maps', '<map name="m"><area shape="rect" coords="0,0,1,1" href="https://a.example/area" alt=""></map><img usemap="#m" src="https://a.example/i.png" alt="">', 1],
  ['what a parser leaves alone', '<style>a[href="https://a.example/"] { color: red }</style><!-- <a href="https://a.example/">no</a> --><textarea><a href="https://a.example/"></textarea><title><a href="https://a.example/"></title>', 0],
  ['markup that is broken', '<table><tr><td>a<p>b<a href="https://a.example/">c<b>d</a></b></table></td><br/><hr>e</div></p></body></html> after', 1],
  ['a body within capitals and its own doctype', '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><HTML><HEAD><META charset=utf-8></HEAD><BODY bgcolor=#fff>x<A HREF="https://a.example/">y</A></BODY></HTML>', 1],
] as const) {
  test(`only links differ over ${name}`, async () => assert.equal(await assertOnlyLinksDiffer(body, await compiled('html', body)), links));
}

test('variables in addresses are filled behind the link, and an address wholly of a variable too', async () => {
  const body = '<a href="https://a.example/{{ contact.plan | url_encode }}?n={{ first_name }}">a</a><a href="{{ unsubscribe_url }}">out</a><a href="mailto:{{ contact.email }}">m</a>';
  const email = await compiled('html', body);
  assert.deepEqual(email.links.map(({ target }) => target), ['https://a.example/{{ contact.plan | url_encode }}?n={{ first_name }}']);
  const { html } = await sent(email, values);
  assert.match(html, /<a href="https:\/\/t\.example\/t\/c\/[^"]+">a<\/a><a href="https:\/\/t\.example\/t\/u\/[^"]+">out<\/a><a href="mailto:ines@lusitra\.example">m<\/a>/);
});

const pieces = ['<p>', '</p>', '<a href="https://a.example/">', '<a href=\'https://a.example/b?x=1&amp;y=2\'>', '<a href=https://a.example/c>', '<a href="mailto:x@y.example">', '<a href="#x">', '</a>', '<!--[if mso]>', '<![endif]-->', '<!--[if !mso]><!-->', '<!--<![endif]-->', '<!-- c -->', '<v:rect href="https://a.example/">', '</v:rect>', '<br>', '<b>', '</b>', '<td>', '</table>', 'x', ' ', '\n', '&amp;', '&nbsp;', '"', '\'', '$&', 'é', '<style>a{}</style>', '</body>', '<body>', '</html>', '<img src="https://a.example/i.png" alt="">'];

test('only links differ over any HTML', () => fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), async (parts) => {
  const body = `.${parts.join('')}`;
  await assertOnlyLinksDiffer(body, await compiled('html', body));
}), { numRuns: 250 }));

test('only links and the pixel tell a visual mail as sent from its preview, whatever its blocks', () => fc.assert(fc.asyncProperty(anyDocument, async (document) => {
  const body = JSON.stringify(document);
  const shown = await previewed('visual', body, values);
  const { content, findings } = shown.compiled;
  // Whatever words and addresses: nobody's text becomes a tag, an attribute or Liquid of its own.
  assert.ok(content || findings.some(({ level }) => level === 'error'), JSON.stringify(findings));
  assert.ok(!findings.some(({ code }) => code.startsWith('liquid') || code === 'mjml'), JSON.stringify(findings));
  if (!content || findings.some(({ code }) => code === 'active_content' || code === 'html_open')) return;
  await assertOnlyLinksDiffer(shown.html!, shown.compiled);
  assert.doesNotMatch(shown.html! + shown.text, /kdb\d+x\d+z(?<!kdb0x0z)/);
}), { numRuns: 120 }));

for (const look of ['designed', 'plain'] as const) {
  test(`every kind of block in the ${look} look is sent as it is shown, HTML and text`, async () => {
    const body = JSON.stringify(everyKind(look));
    const shown = await previewed('visual', body, values);
    assert.deepEqual(shown.compiled.findings, []);
    assert.ok(await assertOnlyLinksDiffer(shown.html!, shown.compiled) >= 7);
    const mail = await sent(shown.compiled, values);
    const straight = mail.text.replace(/https:\/\/t\.example\/(?:t\/[cu]|p)\/[^\]\s]+/g, 'ADDRESS');
    assert.equal(straight.trim(), shown.text.replace(/https:\/\/[^\]\s]+/g, 'ADDRESS').trim());
  });
}

test('the comparison sees what it must: a changed word, attribute, comment or place', () => {
  const before = '<p class="a">x<!--[if mso]><b>o</b><![endif]--><a href="https://a.example/">y</a></p>';
  for (const after of [before.replace('x', 'z'), before.replace('"a"', '"b"'), before.replace('<b>o', '<b>p'), before.replace('</b>', '</b><i></i>'), before.replace('[if mso]', '[if ie]')]) {
    assert.ok(differences(before, after).some(({ tag }) => !['a'].includes(tag)), after);
  }
  assert.ok(seen(before).length > 5);
});
