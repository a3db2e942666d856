import type { Queryable } from '../../platform/db/index.ts';
import { csvLine } from '../../people/contacts/index.ts';
import { phrase, t, type Phrase } from '../../platform/words/contract.ts';
import type { RecipientView } from './contract.ts';
import { listPeople, type PeopleRequest } from './list-people.ts';

const chunk = 1000;

/** The people behind a number as CSV, times in UTC, a chunk at a time: memory stays flat however long the list. */
export async function* exportPeople(on: Queryable, request: PeopleRequest, targets: ReadonlyMap<number, string>, signal: AbortSignal): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => t(name)));
  let after: string | undefined;
  do {
    const page = await listPeople(on, request, { after, limit: chunk });
    yield page.items.map((person) => csvLine(columns.map(([, value]) => value(person, targets)))).join('');
    after = page.next ?? undefined;
  } while (after !== undefined && !signal.aborted);
}

const columns: [name: Phrase, value: (person: RecipientView, targets: ReadonlyMap<number, string>) => string][] = [
  [phrase('Message'), ({ messageId }) => String(messageId)],
  [phrase('Name'), ({ contact }) => contact?.name ?? t('erased')],
  [phrase('Address'), ({ contact }) => contact?.email ?? ''],
  [phrase('Company'), ({ contact }) => contact?.company ?? ''],
  [phrase('State'), ({ state }) => state],
  [phrase('Reason'), ({ reasonTitle }) => reasonTitle ?? ''],
  [phrase('Server’s answer'), ({ answer }) => answer ?? ''],
  [phrase('Accepted at'), ({ acceptedAt }) => acceptedAt ?? ''],
  [phrase('First opened at'), ({ openedAt }) => openedAt ?? ''],
  [phrase('Opened by'), ({ openedClass }) => openedClass ?? ''],
  [phrase('Why'), ({ openedReason }) => openedReason ?? ''],
  [phrase('Opens'), ({ opens }) => String(opens)],
  [phrase('Opened by a machine at'), ({ machineOpenedAt }) => machineOpenedAt ?? ''],
  [phrase('First clicked at'), ({ clickedAt }) => clickedAt ?? ''],
  [phrase('Clicks'), ({ clicks }) => String(clicks)],
  [phrase('Links followed'), ({ links }, targets) => links.map((link) => targets.get(link) ?? String(link)).join(' ')],
  [phrase('Replied at'), ({ repliedAt }) => repliedAt ?? ''],
  [phrase('Unsubscribed at'), ({ unsubscribedAt }) => unsubscribedAt ?? ''],
  [phrase('Complained at'), ({ complainedAt }) => complainedAt ?? ''],
  [phrase('Bounce'), ({ bounce }) => bounce ?? ''],
  [phrase('Bounced at'), ({ bouncedAt }) => bouncedAt ?? ''],
];
