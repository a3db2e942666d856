import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inspectMail, type InspectedMail } from './inspect-mail.ts';

const now = new Date('2026-11-23T09:00:00Z');
const inspect = (text: string): InspectedMail => inspectMail(Buffer.from(text, 'utf8'), now);

const report = (fields: string, notice = 'This is the mail system.', more = '') => `From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: bounces@sender.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

${notice}

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

${fields}
--b1
Content-Type: message/rfc822

From: ada@sender.example
To: bob@example.com
Subject: Hello
${more}
Hello
--b1--
`;
const failed = (address: string, status: string, diagnostic: string) => `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}\n`;

test('a report tells of each recipient in its own order, and only a dead address is permanent', () => {
  const mail = report([failed('bob@example.com', '5.1.1', '550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown'), failed('cat@example.com', '5.2.2', '552 5.2.2 Mailbox full'), failed('dan@example.com', '5.7.1', '554 5.7.1 Service unavailable; client blocked using zen.example')].join('\n'));
  const { kind, recipients } = inspect(mail);
  assert.equal(kind, 'bounce');
  assert.deepEqual(recipients, [
    { address: 'bob@example.com', status: '5.1.1', reply: '550', permanent: true, reason: 'address-unknown' },
    { address: 'cat@example.com', status: '5.2.2', reply: '552', permanent: false, reason: 'mailbox-full' },
    { address: 'dan@example.com', status: '5.7.1', reply: '554', permanent: false, reason: 'reputation' },
  ]);
});

test('LF, CRLF and bare CR say the same', () => {
  const mail = report(failed('bob@example.com', '5.1.1', '550 5.1.1 no such user'));
  const told = inspect(mail);
  assert.deepEqual(inspect(mail.replaceAll('\n', '\r\n')), told);
  assert.deepEqual(inspect(mail.replaceAll('\n', '\r')), told);
});

test('a delay is no bounce, and a delivery no failure', () => {
  const delayed = inspect(report('Final-Recipient: rfc822; bob@example.com\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; 421 try later\n'));
  assert.deepEqual([delayed.kind, delayed.recipients[0]?.permanent, delayed.recipients[0]?.reason], ['delay', false, 'delayed']);
  assert.equal(inspect(report('Final-Recipient: rfc822; bob@example.com\nAction: delivered\nStatus: 2.0.0\n')).kind, 'other');
});

test('a server that refuses the content knows the address, whatever its filter says', () => {
  const notice = '<bob@example.com>: host mx said: 550 User unknown (in reply to end of DATA command)';
  assert.equal(inspect(report(failed('bob@example.com', '5.0.0', '550 User unknown'), notice)).recipients[0]?.permanent, false);
  // A pipelining client had said DATA already when the recipient was refused.
  const pipelined = '>>> DATA\n<<< 550 5.1.1 <bob@example.com>... User unknown\n<<< 503 5.0.0 Need RCPT (recipient)';
  assert.equal(inspect(report(failed('bob@example.com', '5.0.0', '550 User unknown'), pipelined)).recipients[0]?.permanent, true);
});

const plain = (body: string, header = '') => `From: MAILER-DAEMON@mx.example.com\nTo: ada@sender.example\nSubject: failure notice\n${header}\n${body}`;

test('notices without a report are read, too', () => {
  const qmail = inspect(plain(`Hi. This is the qmail-send program.\nThis is a permanent error.\n\n<bob@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 <bob@example.com>... User Unknown\n\n<cat@example.com>:\nRemote host said: 452 4.2.2 over quota\n\n--- Below this line is a copy of the message.\n\nReceived: x\nTo: bob@example.com\n`));
  assert.deepEqual(qmail.recipients.map(({ address, permanent, status }) => [address, permanent, status]), [['bob@example.com', true, '5.1.1'], ['cat@example.com', false, '4.2.2']]);
  const exim = inspect(plain('A message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours.\n\n  bob@example.com\n    Delay reason: 450 greylisted\n\nDelivery attempts will continue.', 'X-Failed-Recipients: bob@example.com\n'));
  assert.equal(exim.kind, 'delay');
  const expired = inspect(plain('The following address failed:\n\n  bob@example.com\n    retry timeout exceeded\n'));
  assert.deepEqual([expired.kind, expired.recipients[0]?.reason, expired.recipients[0]?.permanent], ['bounce', 'expired', false]);
  const transcript = inspect(plain('   ----- Transcript of session follows -----\n>>> RCPT To:<bob@example.com>\n<<< 550 <bob@example.com>... User unknown\n550 <bob@example.com>... User unknown\n\n   ----- Unsent message follows -----\nFrom: ada@sender.example\nTo: bob@example.com\n'));
  assert.deepEqual(transcript.recipients.map(({ address, permanent }) => [address, permanent]), [['bob@example.com', true]]);
});

test('our own failing is never the address’s fault', () => {
  const { recipients } = inspect(report(failed('bob@example.com', '5.7.515', '550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level')));
  assert.deepEqual([recipients[0]?.permanent, recipients[0]?.reason], [false, 'authentication']);
});

test('Amazon’s notices are read from their JSON', () => {
  const message = JSON.stringify({ notificationType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [{ emailAddress: 'bob@example.com', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }] } });
  const { kind, recipients } = inspect(`From: no-reply@sns.example\nSubject: AWS Notification Message\n\n${JSON.stringify({ Type: 'Notification', Message: message })}\n`);
  assert.deepEqual([kind, recipients[0]?.address, recipients[0]?.permanent], ['bounce', 'bob@example.com', true]);
});

const arf = (fields: string, original = 'To: bob@example.com') => `From: fbl@provider.example\nSubject: FW: News\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\n\n--x\nContent-Type: text/plain\n\nA report.\n--x\nContent-Type: message/feedback-report\n\n${fields}\n--x\nContent-Type: message/rfc822\n\nFrom: ada@sender.example\n${original}\n\nHi\n--x--\n`;

test('a complaint names whom it is about, several too, and nobody where that is hidden', () => {
  assert.deepEqual(inspect(arf('Feedback-Type: abuse\nOriginal-Rcpt-To: bob@example.com\nOriginal-Rcpt-To: <cat@example.com>\n')).recipients.map(({ address, reason }) => [address, reason]), [['bob@example.com', 'complaint:abuse'], ['cat@example.com', 'complaint:abuse']]);
  assert.deepEqual(inspect(arf('Feedback-Type: abuse\n')).recipients.map(({ address }) => address), ['bob@example.com']);
  assert.deepEqual(inspect(arf('Feedback-Type: fraud\n', 'To: <Undisclosed recipients>')), { kind: 'complaint', recipients: [], replyText: '', returnsOn: null });
  assert.equal(inspect(arf('Feedback-Type: not-spam\nOriginal-Rcpt-To: bob@example.com\n')).kind, 'other');
});

test('an absence is told from an answer, and says when it ends', () => {
  const away = inspect('From: bob@example.com\nTo: ada@sender.example\nSubject: Automatic reply: Hello\nAuto-Submitted: auto-replied\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n\nI am away and back on 7 December 2026.\n');
  assert.deepEqual([away.kind, away.returnsOn], ['auto-reply', '2026-12-07']);
  const suppressAlone = inspect('From: bob@example.com\nSubject: Re: Hello\nIn-Reply-To: <1@sender.example>\nX-Auto-Response-Suppress: All\nAuto-Submitted: no\n\nYes, let us talk.\n\n> Shall we talk?\n');
  assert.deepEqual([suppressAlone.kind, suppressAlone.replyText], ['reply', 'Yes, let us talk.']);
});

test('a reply in HTML, in an old charset, quoted-printable, gives its words', () => {
  const latin = Buffer.concat([Buffer.from('From: bob@example.com\nSubject: Re: Gr=?iso-8859-1?Q?=FC?=sse\nIn-Reply-To: <1@x>\nContent-Type: text/plain; charset=iso-8859-1\n\nSch'), Buffer.from([0xf6]), Buffer.from('n!\n')]);
  assert.equal(inspectMail(latin, now).replyText, 'Schön!');
  const html = 'From: bob@example.com\nSubject: Re: Hello\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<div>Gern, n=C3=A4chste Woche.</div><blockquote>=\nShall we talk?</blockquote>';
  assert.match(inspect(html).replyText, /^Gern, nächste Woche\./);
  assert.equal(inspect('From: b@example.com\nSubject: Re: x\nContent-Type: text/plain; charset=klingon-7\n\nQapla’\n').replyText, 'Qapla’');
});

test('an ordinary mail is nothing of all this', () => {
  assert.deepEqual(inspect('From: bob@example.com\nTo: ada@sender.example\nSubject: Lunch\n\nAt noon?\n'), { kind: 'other', recipients: [], replyText: '', returnsOn: null });
});

test('bombs and rubbish come to an end and throw nothing', () => {
  const nested = Array.from({ length: 5000 }, (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`).join('');
  const wide = `Content-Type: multipart/mixed; boundary=w\n\n${'--w\nContent-Type: text/plain\n\nx\n'.repeat(50_000)}`;
  const large = `From: mailer-daemon@x\nSubject: failure notice\n\n${'550 <a@b.example> unknown user '.repeat(300_000)}`;
  const words = `Subject: Re: x\n\n${'On '.repeat(200_000)}wrote:`;
  for (const bomb of [nested, wide, large, words, '', '\0'.repeat(10_000), `Subject: ${'=?utf-8?q?'.repeat(50_000)}`, `${'a'.repeat(1_000_000)}@`]) assert.ok(inspect(bomb).recipients.length <= 1000);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => { inspectMail(bytes, now); }));
});
