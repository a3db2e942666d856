import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { plainContent, testKeys, testLinks } from '../testing/sending-world.ts';
import type { CompiledContent, CompiledLink } from './compiled-email.ts';
import { LiquidProblem } from './liquid.ts';
import type { PersonalValues } from './personal-values.ts';
import { prepareCompiled, type Purpose } from './prepare-compiled.ts';
import { findReturnPathToken, readReturnPathToken, returnPathAddress, returnPathToken } from './return-path.ts';

const link: CompiledLink = { index: 0, target: 'https://example.com/?a=1&b=2#x', counts: true };
const values = (contact: Partial<PersonalValues['contact']> = {}, vars: Record<string, unknown> = {}): PersonalValues => ({
  contact: { email: 'ann@people.example', first_name: 'Ann', last_name: 'Lee', name: 'Ann Lee', job_title: '', phone: '', language: '', attributes: {}, ...contact },
  company: { name: 'Acme & Co' }, sender: { name: 'Ada' }, workspace: { name: 'W', postal_address: '1 Road' }, unsubscribe_url: '', vars,
});

interface Case { content?: Partial<CompiledContent>; links?: CompiledLink[]; purpose?: Purpose; values?: PersonalValues; name?: string; address?: string; pixel?: boolean }
function compose({ content = {}, links = [link], purpose = 'marketing', ...person }: Case = {}): string {
  const prepared = prepareCompiled({ workspaceId: 7, compiledId: 3, content: plainContent(content), links, purpose, sourceKind: 'campaign', sourceId: 5 }, testLinks);
  return prepared.fill({
    messageId: 11, token: 'token11', name: person.name ?? 'Ann Lee', address: person.address ?? 'ann@people.example', values: person.values ?? values(),
    pixel: person.pixel ?? true, date: new Date('2026-11-23T20:25:57Z'),
  });
}
const head = (mail: string) => mail.slice(0, mail.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ').split('\r\n');

test('a marketing mail carries what mailboxes ask of it', async () => {
  const mail = compose({ content: { replyTo: 'replies@sender.example' } });
  const token = testLinks.messageToken(7, 11, 3);
  for (const line of [
    'MIME-Version: 1.0', 'From: Ada <ada@sender.example>', 'Reply-To: <replies@sender.example>', 'To: Ann Lee <ann@people.example>', 'Subject: Hello Ann',
    'Date: Mon, 23 Nov 2026 20:25:57 +0000', 'Message-ID: <token11@sender.example>', 'X-Kindred: token11',
    `List-Unsubscribe: <${testLinks.unsubscribeUrl(token)}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click', 'Feedback-ID: campaign-5:marketing:w7:kindred',
  ]) assert.ok(head(mail).includes(line), line);
  const read = await simpleParser(mail);
  assert.match(read.html || '', new RegExp(`href="https://links.example.com/t/c/${token}/[\\w-]+"`));
  assert.ok((read.html || '').includes(`<img src="${testLinks.pixelUrl(token)}"`));
  assert.equal(read.text, `Hello Ann\n${testLinks.unsubscribeUrl(token)}`);
});

test('mail somebody asked for has no opt-out and says that a program sent it; who refuses tracking gets no pixel', () => {
  for (const purpose of ['transactional', 'internal'] as const) {
    const mail = compose({ purpose });
    assert.ok(head(mail).includes('Auto-Submitted: auto-generated'));
    assert.doesNotMatch(mail, /List-Unsubscribe|Feedback-ID/);
  }
  assert.doesNotMatch(compose({ pixel: false }), /<img/);
});

test('no name, value or subject begins a header or ends the headers', () => {
  const bad = ['x\r\nBcc: eve@evil.example', 'x\n\nHTML', 'x\rY: z', 'x\u2028Bcc: e', 'x\u0000\u0085Bcc: e', '=?utf-8?q?=0D=0ABcc:_e?='];
  const usual = head(compose()).map((line) => line.split(':')[0]);
  for (const text of bad) {
    const mail = compose({
      name: text, values: values({ first_name: text, last_name: text }, { 'contact.first_name': text }),
      content: { from: { name: text, address: 'ada@sender.example' }, subject: ['Hi ', { value: 'contact.first_name', default: null, escape: 'none' }, text] },
    });
    assert.deepEqual(head(mail).map((line) => line.split(':')[0]), usual, JSON.stringify(text));
  }
  for (const address of ['a@b.example\r\nBcc: e@x.example', 'a@b.example>', 'a b@c.example', '@b.example', 'a@', 'ä@b.example']) {
    assert.throws(() => compose({ address }), TypeError, address);
  }
});

test('what goes in comes out: names, subjects, values and text, whatever they hold', async () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, '').trim());
  await fc.assert(fc.asyncProperty(words, words, words, async (name, subject, value) => {
    const mail = compose({
      name, values: values({ first_name: value }),
      content: {
        subject: [subject], html: ['<p>', { value: 'contact.first_name', default: '', escape: 'html' }, '</p>'],
        text: ['[', { value: 'contact.first_name', default: '', escape: 'none' }, ']'],
      },
    });
    for (const line of mail.split('\r\n')) assert.ok(line.length <= 998 && /^[\x20-\x7e\t]*$/.test(line));
    const read = await simpleParser(mail);
    const tidy = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
    assert.equal(tidy(read.subject), tidy(subject.toWellFormed()));
    assert.equal(read.text?.trimEnd(), `[${value.trim() === '' ? '' : value}]`.trimEnd());
    const shown = /<p>([^]*)<\/p>/.exec(read.html || '')![1]!;
    assert.doesNotMatch(shown, /[<>"']/);
  }), { numRuns: 150 });
});

test('links count through us, stay as they are where they cannot, and are made for one person where they hold variables', () => {
  const links: CompiledLink[] = [
    { index: 0, target: 'mailto:ada@sender.example', counts: true }, { index: 1, target: 'https://example.com/{{ contact.plan }}', counts: true },
  ];
  const text: CompiledContent['text'] = [{ link: 0 }, ' ', { link: 1 }, ' ', { liquid: '{% if true %}{{ kindred.links[1] }}{% endif %}', escape: 'none' }];
  const mail = compose({ links, content: { html: null, text }, values: values({ attributes: { plan: 'gold' } }) }).replace(/=\r\n/g, '').replaceAll('=3D', '=').replaceAll('=20', ' ');
  const token = testLinks.messageToken(7, 11, 3);
  const own = testLinks.dynamicClickUrl(7, 11, token, 1, 'https://example.com/gold');
  assert.ok(mail.includes(`mailto:ada@sender.example ${own} ${own}`));
  const wild = [{ index: 0, target: '{{ contact.site }}', counts: true }];
  assert.throws(() => compose({ links: wild, content: { html: null, text: [{ link: 0 }] }, values: values({ attributes: { site: 'javascript:alert(1)' } }) }), LiquidProblem);
});

test('a template that runs away stops at its limit, and is not tried on everybody', () => {
  const prepared = prepareCompiled({
    workspaceId: 1, compiledId: 1, links: [], purpose: 'marketing', sourceKind: 'campaign', sourceId: 1,
    content: plainContent({ html: null, text: [{ liquid: '{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}', escape: 'none' }] }),
  }, testLinks);
  const fill = () => prepared.fill({ messageId: 1, token: 't', name: '', address: 'a@b.example', values: values(), pixel: true, date: new Date() });
  for (let person = 0; person < 3; person++) assert.throws(fill, (error) => error instanceof LiquidProblem && error.exhausted);
  const started = performance.now();
  for (let person = 0; person < 1000; person++) assert.throws(fill, LiquidProblem);
  // Each try of its own would take as long as one of the three above; on a busy machine a thousand refusals take some milliseconds.
  assert.ok(performance.now() - started < 2000);
  assert.throws(() => prepareCompiled({ workspaceId: 1, compiledId: 1, links: [], purpose: 'marketing', sourceKind: 'c', sourceId: 1, content: plainContent({ subject: [{ liquid: '{% include "/etc/passwd" %}', escape: 'none' }] }) }, testLinks), LiquidProblem);
});

test('a return path names its message to whoever has the key, and to nobody else', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 2 ** 50 }), (workspaceId, messageId) => {
    const token = returnPathToken(testKeys, workspaceId, messageId);
    const address = returnPathAddress(null, token, 'sender.example');
    assert.ok(address.indexOf('@') <= 64);
    assert.deepEqual(readReturnPathToken(testKeys, token), { workspaceId, messageId });
    assert.deepEqual(findReturnPathToken(testKeys, address.toUpperCase()), { workspaceId, messageId });
    assert.equal(readReturnPathToken([{ id: 1, secret: Buffer.alloc(32) }], token), null);
    assert.equal(readReturnPathToken(testKeys, token.slice(0, -1)), null);
    assert.equal(readReturnPathToken(testKeys, `${token}0`), null);
  }));
  const token = returnPathToken(testKeys, 1, 2);
  for (let at = 0; at < token.length; at++) {
    const forged = token.slice(0, at) + (token[at] === '0' ? '1' : '0') + token.slice(at + 1);
    assert.equal(readReturnPathToken(testKeys, forged), null);
  }
  assert.equal(returnPathToken([{ id: 2, secret: Buffer.alloc(32) }, ...testKeys], 1, 2), token, 'a new key changes no token');
  assert.equal(returnPathAddress('news@x.example', token, 'y.example'), 'news@x.example');
});

test('a follow-up answers its thread: the headers, and the first mail’s subject once with "Re:"', async () => {
  const references = Array.from({ length: 30 }, (_, n) => `<first.${n}.${'x'.repeat(40)}@sender.example>`);
  const thread = (subject: string) => ({ vars: { thread: { inReplyTo: references.at(-1), references, subject } } });
  const read = await simpleParser(compose({ values: { ...values(), ...thread('Grüße an Ann\r\nBcc: x@evil.example') } }));
  assert.deepEqual([read.subject, read.inReplyTo, read.references], ['Re: Grüße an Ann Bcc: x@evil.example', references.at(-1), references]);
  assert.equal(read.headers.has('bcc'), false);
  assert.equal((await simpleParser(compose({ values: { ...values(), ...thread('RE: Hello') } }))).subject, 'RE: Hello');
});

test('a thread that no header could carry is none', () => {
  for (const thread of [{}, { inReplyTo: 'x', references: [], subject: 's' }, { inReplyTo: '<a@b>\r\nBcc: <c@d>', references: [], subject: 's' }, 7]) {
    const mail = compose({ values: values({}, { thread }) });
    assert.ok(head(mail).includes('Subject: Hello Ann') && !/^(In-Reply-To|References|Bcc):/im.test(mail));
  }
});
