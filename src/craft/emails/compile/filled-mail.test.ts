import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { prepareCompiled, type PersonalValues } from '../../../delivery/messages/index.ts';
import { trackingLinks } from '../../../delivery/tracking/index.ts';
import { compileEmail } from './compile-email.ts';
import { fillParts } from './fill-parts.ts';

// What is compiled here, filled by delivery, read by a mail program: and the preview shows the same.

const values: PersonalValues = {
  contact: { email: 'ines@lusitra.example', first_name: 'Inês "I" <b>', last_name: 'C', name: 'Inês C', job_title: '', phone: '', language: 'pt', attributes: { plan: 'gold & more', url: 'https://p.example/?a=1&b=2' } },
  company: { name: 'Lusitra' }, sender: { name: 'Ana' }, workspace: { name: 'Ferrow', postal_address: '1 Dock Road\nHarbour' }, unsubscribe_url: 'https://t.example/leave', vars: {},
};
const body = `<!doctype html>\n<html><body style="margin:0">
<p>Olá {{ first_name | default: "there" }} – ünïcode ✓ and a very long line ${'word '.repeat(60)}</p>
{% if contact.plan contains "gold" %}<p>{{ contact.plan }}: <a href="https://a.example/gold?x=1&amp;y=2">gold</a></p>{% else %}<p>none</p>{% endif %}
<a href="https://a.example/plain?x=1&amp;y=2">plain</a> <a href="{{ contact.url }}">own</a> <a href="mailto:a@b.example">mail</a>
<!--[if mso]><v:rect href="https://a.example/plain?x=1&amp;y=2"></v:rect><![endif]-->
<p>{{ workspace.postal_address | newline_to_br }}</p><a href="{{ unsubscribe_url }}">Leave</a>
</body></html>`;

const compiled = await compileEmail({
  version: { subject: 'Für {{ first_name }}', preheader: 'Vor & nach', bodyKind: 'html', body, textBody: null }, from: { name: 'Ana Ferreira', address: 'ana@ferrow.example' }, replyTo: null,
  workspace: { name: 'Ferrow', postalAddress: '1 Dock Road\nHarbour' }, definitions: [{ key: 'plan', label: 'Plan' }, { key: 'url', label: 'Address' }],
});
const links = trackingLinks([{ id: 1, secret: randomBytes(32) }], 'https://t.example');
const bytes = prepareCompiled({ workspaceId: 1, compiledId: 5, content: compiled.content!, links: compiled.links, purpose: 'marketing', sourceKind: 'campaign', sourceId: 9 }, links)
  .fill({ messageId: 77, token: 'abc', name: 'Inês C', address: 'ines@lusitra.example', values, pixel: true, date: new Date('2026-11-23T09:00:00Z') });
const mail = await simpleParser(bytes);
const html = String(mail.html);
const tracked = [...html.matchAll(/href="(https:\/\/t\.example\/t\/c\/[^"]+)"/g)].map((match) => match[1]!);

test('a reader gets the very body, with values escaped and nothing of the slots left', () => {
  assert.equal(mail.subject, 'Für Inês "I" <b>');
  assert.match(html, /<p>Olá Inês &quot;I&quot; &lt;b&gt; – ünïcode ✓/);
  assert.match(html, /<p>gold &amp; more: <a href/);
  assert.doesNotMatch(html, /<p>none|\{\{|\{%|kdl\d/);
  assert.match(html, /<body style="margin:0"><div style="display:none[^>]*>Vor &amp; nach<\/div>/);
  assert.match(html, /<img src="https:\/\/t\.example\/t\/o\/[^"]+\.gif"[^>]*><\/body><\/html>/);
});

test('links lead through us, the same one for the same target, Outlook’s copy included; others stay', () => {
  assert.deepEqual(compiled.links.map(({ target }) => target), ['https://a.example/gold?x=1&y=2', 'https://a.example/plain?x=1&y=2', '{{ contact.url }}']);
  assert.equal(tracked.length, 4);
  assert.equal(tracked[1], tracked[3]);
  assert.equal(new Set(tracked).size, 3);
  assert.match(html, /href="mailto:a@b\.example"/);
  assert.match(html, /href="https:\/\/t\.example\/t\/u\/[^"]+">Leave/);
  assert.match(bytes, /^List-Unsubscribe: </m);
});

test('the text part says the same and counts by the same links', () => {
  for (const address of new Set(tracked)) assert.ok(mail.text!.includes(`[${address}]`), `${address} in ${mail.text}`);
  assert.match(mail.text!, /Olá Inês "I" <b> – ünïcode ✓/);
  assert.match(mail.text!, /gold & more: gold \[/);
});

test('the preview is the mail, but for where its links lead and for the pixel', () => {
  const preview = fillParts(compiled.content!.html!, compiled.links, values, 'html');
  const targets = new Map([[tracked[0]!, 'https://a.example/gold?x=1&amp;y=2'], [tracked[1]!, 'https://a.example/plain?x=1&amp;y=2'], [tracked[2]!, 'https://p.example/?a=1&amp;b=2']]);
  let straight = html.replace(/<img src="https:\/\/t\.example\/t\/o\/[^>]+>/, '').replace(/https:\/\/t\.example\/t\/u\/[^"]+/, values.unsubscribe_url);
  for (const [address, target] of targets) straight = straight.replaceAll(address, target);
  assert.equal(preview.trim(), straight.trim());
});
