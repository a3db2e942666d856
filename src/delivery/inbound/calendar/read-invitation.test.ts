import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseMail } from '../mime/parse-mail.ts';
import { readInvitation } from './read-invitation.ts';

const mail = (calendar: string, method = 'REPLY') => parseMail(Buffer.from(`From: bob@example.com\nSubject: Accepted: Demo\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nBob has accepted.\n--x\nContent-Type: text/calendar; charset=utf-8; method=${method}\n\n${calendar}\n--x--\n`));
const event = (times: string, more = 'ATTENDEE;CN="Bob; of Example";PARTSTAT=ACCEPTED:mailto:Bob@example.com', method = 'REPLY', zone = '') =>
  `BEGIN:VCALENDAR\nMETHOD:${method}\n${zone}BEGIN:VEVENT\nUID:abc@sender.example\n${times}\nORGANIZER;CN=Ada:mailto:ada@sender.example\n${more}\nEND:VEVENT\nEND:VCALENDAR`;
const starts = (calendar: string) => readInvitation(mail(calendar))?.startsAt.toISOString();

test('an acceptance says who, when and which meeting', () => {
  assert.deepEqual(readInvitation(mail(event('DTSTART:20261201T090000Z\nDTEND:20261201T093000Z'))), {
    uid: 'abc@sender.example', method: 'REPLY', startsAt: new Date('2026-12-01T09:00:00Z'), endsAt: new Date('2026-12-01T09:30:00Z'),
    organizer: 'ada@sender.example', attendees: [{ address: 'bob@example.com', answer: 'accepted' }],
  });
  assert.equal(readInvitation(mail(event('DTSTART:20261201T090000Z', 'ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com')))?.attendees[0]?.answer, 'declined');
  assert.equal(readInvitation(mail(event('DTSTART:20261201T090000Z\nDURATION:PT1H30M')))?.endsAt.toISOString(), '2026-12-01T10:30:00.000Z');
});

test('a folded line is one line', () => {
  assert.equal(readInvitation(mail(event('DTSTART:20261201T090000Z', 'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACC\n EPTED;CN=Bob:mai\n lto:bob@example.com')))?.attendees[0]?.answer, 'accepted');
});

test('a time stands in its zone: by name, or as the mail itself describes it', () => {
  assert.equal(starts(event('DTSTART;TZID=Europe/Berlin:20261201T100000')), '2026-12-01T09:00:00.000Z');
  assert.equal(starts(event('DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260701T100000')), '2026-07-01T08:00:00.000Z');
  const zone = 'BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n';
  const outlook = (time: string) => starts(event(`DTSTART;TZID=W. Europe Standard Time:${time}`, undefined, 'REPLY', zone));
  assert.deepEqual(['20261201T100000', '20260701T100000', '20260329T080000', '20261025T080000', '20260101T100000'].map(outlook),
    ['2026-12-01T09:00:00.000Z', '2026-07-01T08:00:00.000Z', '2026-03-29T06:00:00.000Z', '2026-10-25T07:00:00.000Z', '2026-01-01T09:00:00.000Z']);
  assert.equal(starts(event('DTSTART;VALUE=DATE:20261201')), '2026-12-01T00:00:00.000Z');
});

test('what is no invitation is none, and rubbish comes to an end', () => {
  for (const calendar of [event('DTSTART:20261201T090000Z', '', 'CANCEL'), event('DTSTART:soon'), event('DTSTART:20261399T990000Z'), 'BEGIN:VCALENDAR', '', `ATTENDEE${';A="'.repeat(50_000)}`]) assert.equal(readInvitation(mail(calendar)), null);
  fc.assert(fc.property(fc.array(fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'METHOD:REPLY', 'UID:1', 'DTSTART;TZID=Nowhere:20260101T000000', 'BEGIN:VTIMEZONE', 'TZID:Nowhere', 'END:STANDARD', ';:=', 'DTEND:x')), (lines) => { readInvitation(mail(lines.join('\n'))); }));
});
