import { randomBytes } from 'node:crypto';
import { changeContactIn } from '../../../people/contacts/index.ts';
import { suppress } from '../../../people/suppressions/index.ts';
import { applyUnsubscribe } from '../../../delivery/tracking/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { pageLanguages, pickLanguage } from '../pages/page-words.ts';
import { capMails, chooseTopics, type Choice, type MailCap } from '../topics/choices.ts';
import { recordConsent, type Said } from '../topics/consent-records.ts';
import { listLiveTopics } from '../topics/topics.ts';
import { keep } from '../../../platform/words/contract.ts';
import type { Person } from './person.ts';

export const pageSource = 'Preference page';
/** Stands beside a withdrawal of what had been given, so that taking it back knows. */
export const wasGiven = 'was given';

/** What somebody may ask for by how often; the page's words are `cap_<name>`. */
export const capChoices = { none: null, week: { mails: 1, days: 7 }, two_month: { mails: 2, days: 30 }, month: { mails: 1, days: 30 } } as const satisfies Record<string, MailCap | null>;
export type CapChoice = keyof typeof capChoices;

/** The choice that a limit is, or `kept` for one of another measure (a member wrote it down). */
export function capChoiceOf(cap: MailCap | null): CapChoice | 'kept' {
  const found = (Object.keys(capChoices) as CapChoice[]).find((name) => capChoices[name]?.mails === cap?.mails && capChoices[name]?.days === cap?.days);
  return found ?? 'kept';
}

interface Asked {
  address: string | null;
  now: Date;
}

/** Takes the page as it was sent: boxes left empty mean no. Only what differs is written, each with its record. */
export async function savePreferences(db: Database, person: Person, sent: URLSearchParams, { address, now }: Asked): Promise<void> {
  await db.transaction(async (tx) => {
    const said: Said = { workspaceId: person.workspaceId, contactId: person.contactId, at: now, source: pageSource, address };
    const tracking = sent.get('tracking') === 'yes' ? 'allowed' : 'refused';
    const spoken = pageLanguages().map((each) => each.language);
    const language = spoken.find((each) => each === sent.get('language'));
    // Whose language is a country's own keeps it: the page only knows the language.
    const isNew = language !== undefined && pickLanguage(person.language ? [person.language] : [], spoken, '') !== language;
    // Locks the contact first, so that two pages sent at once take turns.
    await changeContactIn(tx, person.workspaceId, person.contactId, {
      ...(tracking === person.tracking ? {} : { tracking: { state: tracking, source: pageSource } }), ...(isNew ? { language } : {}),
    }, now);
    if (tracking !== person.tracking) await recordConsent(tx, said, { what: `tracking-${tracking}` });
    const asked = new Set(sent.getAll('asked').map(Number));
    const chosen = new Set(sent.getAll('topic').map(Number));
    // A topic that the page did not show is not answered by it.
    const topics = (await listLiveTopics(tx, person.workspaceId)).filter(({ id }) => asked.has(id));
    const before = new Map(person.topics.map(({ id, choice }) => [id, choice]));
    await chooseTopics(tx, said, new Map(topics.map(({ id }): [number, Choice] => [id, chosen.has(id) ? 'in' : 'out']).filter(([id, choice]) => before.get(id) !== choice)));
    const cap = sent.get('often') ?? 'kept';
    if (Object.hasOwn(capChoices, cap)) await capMails(tx, said, capChoices[cap as CapChoice]);
  });
}

/**
 * No more mail at all: the address is suppressed, which the gate sees for everything queued, and consent is withdrawn.
 * Through a mail's own link it counts there as an opt-out, like the one-click one. Twice changes nothing more.
 */
export async function leaveEverything(db: Database, person: Person, { address, now }: Asked): Promise<void> {
  await db.transaction(async (tx) => {
    const { workspaceId, contactId, messageId } = person;
    if (messageId !== null && person.suppression === null) {
      await applyUnsubscribe(tx, {
        id: randomBytes(6).readUIntBE(0, 6), workspaceId, messageId, at: now.getTime(), kind: 'unsubscribe', link: null, method: 'POST', agent: null, address, headers: null, ownMember: null, robot: false,
      });
    }
    await suppress(tx, workspaceId, [{ who: { addressKey: person.emailKey }, reason: 'unsubscribed', note: keep('on the preference page'), messageId }], now);
    if (person.consent === 'withdrawn') return;
    if (!person.isDeleted) await changeContactIn(tx, workspaceId, contactId, { consent: { state: 'withdrawn', source: pageSource, at: now.toISOString() } }, now);
    await recordConsent(tx, { workspaceId, contactId, at: now, source: pageSource, address }, { what: 'consent-withdrawn', ...(person.consent === 'given' ? { detail: wasGiven } : {}) });
  });
}
