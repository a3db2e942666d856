import { statement, type Database } from '../platform/db/index.ts';
import { startLoop, type Loop } from '../platform/jobs/index.ts';
import { findDemoDoor } from '../people/workspaces/index.ts';
import type { CompiledLink } from '../delivery/messages/index.ts';
import type { TrackingLinks } from '../delivery/tracking/index.ts';
import { chanceFrom, type Chance } from './chance.ts';
import { agentFor } from './habits.ts';

// While somebody looks at the demo, a few invented readers open its mail and follow a link, by
// plain requests to the tracking address, as any reader's program would.

export interface ReadersOptions {
  db: Database;
  links: TrackingLinks;
  /** Whether anybody watches the demo right now: else nobody reads. */
  isWatched: (workspaceId: number) => boolean;
  /** Fetches an address of the tracking host as a reader's program would. */
  fetchAs: (url: string, agent: string) => Promise<unknown>;
  onError: (error: unknown) => void;
}

const lookEveryMs = 3000;
const readShare = 0.5;
const clickShare = 0.3;

// A random contact's newest mail of the last ten days; messages_recipient serves the inner query.
const pickMail = statement<{ message_id: number; compiled_id: number; links: CompiledLink[] }>('demo.pick-mail', `
  select m.id as message_id, m.compiled_id, k.links
  from (select id from contacts where workspace_id = $1 and id >= (select min(id) + ($2::float8 * (max(id) - min(id)))::bigint from contacts where workspace_id = $1) order by id limit 20) c
  cross join lateral (
    select id, compiled_id, accepted_at from messages where workspace_id = $1 and recipient_id = c.id and recipient_kind = 'contact' and state = 'accepted' and tracked
    order by planned_at desc limit 1) m
  join compiled_emails k on k.workspace_id = $1 and k.id = m.compiled_id
  order by m.accepted_at desc limit 1`);

/** Lets invented readers read for as long as it runs. */
export function startReaders(options: ReadersOptions): Loop {
  const chance = chanceFrom(`readers ${process.pid}`);
  let demo: number | undefined;
  return startLoop({
    name: 'demo readers', everyMs: lookEveryMs, onError: options.onError,
    async run(signal) {
      demo ??= (await findDemoDoor(options.db))?.workspaceId;
      if (demo !== undefined && options.isWatched(demo) && chance.happens(readShare)) await readOne(options, chance, demo, signal);
      return false;
    },
  });
}

async function readOne({ db, links, fetchAs }: ReadersOptions, chance: Chance, workspaceId: number, signal: AbortSignal): Promise<void> {
  const mail = await pickMail.maybe(db, [workspaceId, chance.next()]);
  if (!mail) return;
  const agent = agentFor(chance);
  const token = links.messageToken(workspaceId, mail.message_id, mail.compiled_id);
  await fetchAs(links.pixelUrl(token), agent);
  const link = chance.pick(mail.links.filter(({ counts, target }) => counts && !target.includes('{{')));
  if (!link || !chance.happens(clickShare)) return;
  await pause(4000 + chance.delay(6000, 0.6), signal);
  if (!signal.aborted) await fetchAs(links.clickUrl(token, links.linkToken(workspaceId, mail.compiled_id, link.index, link.target)), agent);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(ms, 30_000));
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
