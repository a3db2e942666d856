import { addressesIn } from '../mime/mail-header.ts';
import { walkParts, type MailPart } from '../mime/parse-mail.ts';
import { readContentLines, type ContentLine } from './content-lines.ts';
import { instantOf } from './event-times.ts';

/** What an iCalendar part (RFC 5545, 5546) says about one meeting. */
export interface Invitation {
  uid: string;
  /** `REPLY`: an attendee answers the organizer. `REQUEST`: the organizer invites. */
  method: 'REPLY' | 'REQUEST';
  startsAt: Date;
  endsAt: Date;
  /** Lower case; of the organizer null where it is not said. */
  organizer: string | null;
  /** What each attendee says, addresses in lower case. */
  attendees: { address: string; answer: 'accepted' | 'declined' | 'tentative' | 'none' }[];
}

const attendeesAtMost = 200;

/** The invitation or the answer to one that a mail carries; null when there is none, or it cannot be read. */
export function readInvitation(mail: MailPart): Invitation | null {
  for (const part of walkParts(mail)) {
    if (part.type !== 'text/calendar') continue;
    const invitation = invitationOf(readContentLines(part.text));
    if (invitation) return invitation;
  }
  return null;
}

function invitationOf(lines: readonly ContentLine[]): Invitation | null {
  const method = lines.find(({ name }) => name === 'METHOD')?.value.trim().toUpperCase();
  if (method !== 'REPLY' && method !== 'REQUEST') return null;
  const begin = lines.findIndex(({ name, value }) => name === 'BEGIN' && value.toUpperCase() === 'VEVENT');
  const end = lines.findIndex(({ name, value }, at) => at > begin && name === 'END' && value.toUpperCase() === 'VEVENT');
  if (begin < 0) return null;
  const event = lines.slice(begin + 1, end < 0 ? undefined : end);
  const line = (name: string) => event.find((one) => one.name === name);
  const uid = line('UID')?.value.trim();
  const start = line('DTSTART');
  const startsAt = start ? instantOf(start, lines) : null;
  if (!uid || !startsAt) return null;
  const stop = line('DTEND');
  const endsAt = (stop && instantOf(stop, lines)) ?? endByDuration(startsAt, line('DURATION')?.value) ?? startsAt;
  return {
    uid: uid.slice(0, 500), method, startsAt, endsAt: endsAt < startsAt ? startsAt : endsAt,
    organizer: addressOf(line('ORGANIZER')),
    attendees: event.filter(({ name }) => name === 'ATTENDEE').slice(0, attendeesAtMost).flatMap((attendee) => {
      const address = addressOf(attendee);
      return address === null ? [] : [{ address, answer: answerOf(attendee.parameters.get('PARTSTAT')) }];
    }),
  };
}

const addressOf = (line: ContentLine | undefined): string | null => (line && (addressesIn(line.value.replace(/^mailto:/i, ''))[0] ?? addressesIn(line.parameters.get('EMAIL') ?? '')[0])?.toLowerCase()) ?? null;

function answerOf(partstat: string | undefined): Invitation['attendees'][number]['answer'] {
  const said = partstat?.toLowerCase();
  return said === 'accepted' || said === 'declined' || said === 'tentative' ? said : 'none';
}

function endByDuration(startsAt: Date, duration: string | undefined): Date | null {
  const found = /^\+?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?)?$/.exec(duration?.trim() ?? '');
  if (!found) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((text) => Number(text ?? 0)) as [number, number, number, number, number];
  return new Date(startsAt.getTime() + ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
