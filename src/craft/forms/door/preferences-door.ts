import type { ServerResponse } from 'node:http';
import { recordAudit } from '../../../people/workspaces/index.ts';
import { eraseContactIn } from '../../../people/contacts/index.ts';
import { maskAddress } from '../../../delivery/tracking/index.ts';
import { speakIn } from '../../../platform/words/index.ts';
import { findHost, type Host, type PublicDeps } from '../house.ts';
import { erasePage, knownPage } from '../pages/known-page.ts';
import { noticePage, wish } from '../pages/notice-pages.ts';
import { pageWords, pickLanguage, pageLanguages, type PageWords } from '../pages/page-words.ts';
import { preferencesPage } from '../pages/preferences-page.ts';
import { askForKnowledge } from '../preferences/ask-for-knowledge.ts';
import { gatherKnown } from '../preferences/gather-known.ts';
import { findPerson, findPersonRef, type Person, type PersonRef } from '../preferences/person.ts';
import { leaveEverything, pageSource, savePreferences } from '../preferences/save-preferences.ts';
import { stayAfterAll } from '../preferences/stay-after-all.ts';
import { perPage, placeOf, withinLimits } from '../sign-up/limits.ts';
import { recordConsent } from '../topics/consent-records.ts';
import { listLiveTopics } from '../topics/topics.ts';
import { readToken, secondsOf } from '../tokens.ts';
import { ok, wordsFor, type Answer, type Exchange } from './exchange.ts';

interface PersonDoor {
  deps: PublicDeps;
  exchange: Exchange;
  host: Host;
  person: Person;
  words: PageWords;
  token: string;
}

/** A person's page of choices, and what we know about them. Null when the token is neither's. `response` is for the file alone. */
export async function answerPerson(deps: PublicDeps, path: string, exchange: Exchange, response: ServerResponse): Promise<Answer | 'sent' | null> {
  const [token = '', file, ...rest] = path.split('/');
  if (rest.length > 0 || (file !== undefined && file !== 'data.json')) return null;
  const known = readToken(deps.keys, 'knowledge', token);
  const ref = known ? { workspaceId: known[0]!, contactId: known[1]!, messageId: null } : await findPersonRef(deps.db, deps.keys, token);
  if (ref === null || (file && !known)) return null;
  if (ref === 'test') return ok(noticePage(wordsFor(exchange), null, 'preferences', 'test_mail'));
  if (exchange.isPost && !(await withinLimits(deps.db, [[['wishes', String(ref.workspaceId), placeOf(exchange.address)], perPage]], exchange.now))) return { status: 429, page: noticePage(wordsFor(exchange), null, 'busy_title', 'trouble'), headers: ['retry-after', '900'] };
  const door = await openDoor(deps, ref, exchange, token);
  if (!door) return { status: 410, page: noticePage(wordsFor(exchange), null, 'preferences', 'person_gone') };
  if (!known) return exchange.isPost ? choose(door) : ok(await page(door, false));
  if (secondsOf(exchange.now) > known[2]!) return { status: 410, page: noticePage(door.words, door.host, 'known_old_title', 'known_old') };
  if (file) {
    await sendFile(door, response);
    return 'sent';
  }
  return exchange.isPost ? erase(door) : ok(knownPage(door.words, door.host, await speakIn(door.words.language, () => gatherKnown(deps.db, ref.workspaceId, door.person.contactId)), exchange.now, `/p/${token}/data.json`));
}

async function openDoor(deps: PublicDeps, ref: PersonRef, exchange: Exchange, token: string): Promise<PersonDoor | null> {
  const host = await findHost(deps, ref.workspaceId);
  const person = host && await findPerson(deps.db, ref);
  if (!person) return null;
  // Their own language, as we know it; else their program's.
  const language = pickLanguage([...(person.language ? [person.language] : []), ...exchange.languages], pageLanguages().map((each) => each.language), 'en');
  return { deps, exchange, host, person, words: pageWords(language), token };
}

const page = async ({ deps, host, person, words }: PersonDoor, saved: boolean): Promise<string> => preferencesPage(words, { host, person, saved, topics: await listLiveTopics(deps.db, host.workspaceId) });

async function choose(door: PersonDoor): Promise<Answer> {
  const { deps, exchange, host, person, words } = door;
  const wanted = exchange.sent.get('action');
  if (wanted === 'save' && !person.isDeleted) {
    await savePreferences(deps.db, person, exchange.sent, exchange);
    const fresh = await openDoor(deps, person, exchange, door.token);
    return ok(await page(fresh ?? door, true));
  }
  if (wanted === 'leave') {
    await leaveEverything(deps.db, person, exchange);
    return ok(noticePage(words, host, 'left_title', 'left', { after: wish('stay', words.say('stay_button'), 'plain') }));
  }
  if (wanted === 'stay') {
    const stays = await stayAfterAll(deps.db, person, exchange);
    return ok(stays ? noticePage(words, host, 'stayed_title', 'stayed') : noticePage(words, host, 'preferences', 'stay_not'));
  }
  if (wanted === 'know') {
    const values = { address: maskAddress(person.email), postal: host.postalAddress };
    const outcome = await askForKnowledge(deps, host, person, words, exchange.now);
    return ok(noticePage(words, host, outcome === 'sent' ? 'know_sent_title' : 'know_title', outcome === 'sent' ? 'know_sent' : outcome === 'wait' ? 'know_wait' : 'know_blocked', { values }));
  }
  return ok(await page(door, false));
}

/** Asks once more before it erases: two presses, both POSTs. */
async function erase(door: PersonDoor): Promise<Answer> {
  const { deps, exchange, host, person, words, token } = door;
  if (exchange.sent.get('action') !== 'erase-sure') return ok(erasePage(words, host, `/p/${token}`));
  await deps.db.transaction(async (tx) => {
    await eraseContactIn(tx, deps.followers, person.workspaceId, person.contactId, null, exchange.now);
    await recordAudit(tx, { workspaceId: person.workspaceId, memberId: null, action: 'contact.erased', subjectId: person.contactId, detail: { by: 'the person, on the preference page' }, now: exchange.now });
  });
  return ok(noticePage(words, host, 'erased_title', 'erased'));
}

async function sendFile({ deps, host, person, exchange, words }: PersonDoor, response: ServerResponse): Promise<void> {
  const sections = await speakIn(words.language, () => gatherKnown(deps.db, person.workspaceId, person.contactId));
  await recordConsent(deps.db, { workspaceId: person.workspaceId, contactId: person.contactId, at: exchange.now, source: pageSource, address: exchange.address }, { what: 'data-shown' });
  const body = JSON.stringify({ heldBy: host.name, asOf: exchange.now.toISOString(), ...Object.fromEntries(sections.map(({ name, rows }) => [name, rows])) }, null, 2);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="about-me.json"', 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store',
    'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'",
  }).end(body);
}
