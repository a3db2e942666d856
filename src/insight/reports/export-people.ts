import type { Queryable } from '../../platform/db/index.ts';
import { csvLine } from '../../people/contacts/index.ts';
import type { RecipientView } from './contract.ts';
import { listPeople, type PeopleRequest } from './list-people.ts';

const chunk = 1000;

/** The people behind a number as CSV, times in UTC, a chunk at a time: memory stays flat however long the list. */
export async function* exportPeople(on: Queryable, request: PeopleRequest, targets: ReadonlyMap<number, string>, signal: AbortSignal): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  let after: string | undefined;
  do {
    const page = await listPeople(on, request, { after, limit: chunk });
    yield page.items.map((person) => csvLine(columns.map(([, value]) => value(person, targets)))).join('');
    after = page.next ?? undefined;
  } while (after !== undefined && !signal.aborted);
}

const columns: [name: string, value: (person: RecipientView, targets: ReadonlyMap<number, string>) => string][] = [
  ['Message', ({ messageId }) => String(messageId)],
  ['Name', ({ contact }) => contact?.name ?? 'erased'],
  ['Address', ({ contact }) => contact?.email ?? ''],
  ['Company', ({ contact }) => contact?.company ?? ''],
  ['State', ({ state }) => state],
  ['Reason', ({ reasonTitle }) => reasonTitle ?? ''],
  ['Server’s answer', ({ answer }) => answer ?? ''],
  ['Accepted at', ({ acceptedAt }) => acceptedAt ?? ''],
  ['First opened at', ({ openedAt }) => openedAt ?? ''],
  ['Opened by', ({ openedClass }) => openedClass ?? ''],
  ['Why', ({ openedReason }) => openedReason ?? ''],
  ['Opens', ({ opens }) => String(opens)],
  ['Opened by a machine at', ({ machineOpenedAt }) => machineOpenedAt ?? ''],
  ['First clicked at', ({ clickedAt }) => clickedAt ?? ''],
  ['Clicks', ({ clicks }) => String(clicks)],
  ['Links followed', ({ links }, targets) => links.map((link) => targets.get(link) ?? String(link)).join(' ')],
  ['Replied at', ({ repliedAt }) => repliedAt ?? ''],
  ['Unsubscribed at', ({ unsubscribedAt }) => unsubscribedAt ?? ''],
  ['Complained at', ({ complainedAt }) => complainedAt ?? ''],
  ['Bounce', ({ bounce }) => bounce ?? ''],
  ['Bounced at', ({ bouncedAt }) => bouncedAt ?? ''],
];
