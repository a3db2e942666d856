import { z } from 'zod';
import type { Queryable } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import type { FeedItem, listFeed as endpoint } from './contract.ts';
import { linkOf, personOf, reasonInWords, sourceOf } from './present-item.ts';
import { listChecking, listStretch, type SettledRow } from './queries.ts';

type Query = z.output<typeof endpoint.query>;

/** So many that are still checking stand on top of the first page at most: a burst must not push out what is known. */
const checkingAtMost = 100;
/** Events read for one page at most: some tenths of a second. A rarer kind comes a page at a time, which may then be short. */
const stretches = [500, 2_000, 10_000, 40_000];

type Place = readonly [at: string, id: number];

/** A page of what came back, newest first. The first page begins with what is still checking, in its place by time. */
export async function listFeed(on: Queryable, actor: Actor, query: Query): Promise<{ items: FeedItem[]; next: string | null }> {
  const from = decodeCursor(query.after, [z.iso.datetime(), z.number().int()]);
  const [settled, checking] = await Promise.all([
    query.class === 'checking' ? { rows: [], next: null } : findSettled(on, actor, query, from),
    from || !mayBeChecking(query) ? [] : listChecking.rows(on, [
      actor.workspaceId, hitKindOf(query.kind), query.team ?? null, mineOf(actor, query), query.campaignId ?? null, Math.min(query.limit, checkingAtMost)]),
  ]);
  const items = [...checking.map(presentChecking), ...settled.rows.map(presentSettled)].toSorted((a, b) => b.at.localeCompare(a.at));
  return { items, next: settled.next && encodeCursor(...settled.next) };
}

const mineOf = (actor: Actor, { mine }: Query): number | null => (mine === 'yes' ? actor.memberId : null);

/** Reads longer and longer stretches of the log until the page is full, the log ends, or it has read enough. */
async function findSettled(on: Queryable, actor: Actor, query: Query, from: Place | undefined): Promise<{ rows: SettledRow[]; next: Place | null }> {
  const rows: SettledRow[] = [];
  let place = from ?? null;
  for (const length of stretches) {
    const wanted = query.limit + 1 - rows.length;
    const found = await listStretch.rows(on, [
      actor.workspaceId, query.kind ?? null, classesOf(query.class), query.team ?? null, mineOf(actor, query), query.campaignId ?? null,
      place?.[0] ?? null, place?.[1] ?? null, wanted, length]);
    rows.push(...found.filter((row): row is typeof row & SettledRow => row.id !== null));
    if (rows.length > query.limit) return { rows: rows.slice(0, query.limit), next: placeOf(rows[query.limit - 1]!) };
    const { scanned, last_at: at, last_id: id } = found[0]!;
    if (scanned < length || at === null || id === null) return { rows, next: null };
    place = [at.toISOString(), id];
  }
  return { rows, next: place };
}

const placeOf = (row: SettledRow): Place => [row.at.toISOString(), row.id];

/** Whoever asks for persons means those a provider fetched for, too: both count as one. */
function classesOf(asked: Query['class']): string[] | null {
  if (asked === undefined) return null;
  return asked === 'person' ? ['person', 'proxy'] : [asked];
}

const mayBeChecking = ({ class: asked, kind }: Query): boolean =>
  (asked === undefined || asked === 'checking') && (kind === undefined || hitKindOf(kind) !== null);

function hitKindOf(kind: Query['kind']): 'open' | 'click' | null {
  return kind === 'message.opened' ? 'open' : kind === 'message.clicked' ? 'click' : null;
}

function presentSettled(row: SettledRow): FeedItem {
  return {
    key: `e${row.id}`, at: row.at.toISOString(), kind: row.kind, class: row.class, reason: reasonInWords(row.reason), messageId: row.message_id,
    contact: personOf(row), source: sourceOf(row), link: linkOf(row), count: row.count,
  };
}

function presentChecking(row: Awaited<ReturnType<typeof listChecking.rows>>[number]): FeedItem {
  return {
    key: `h${row.message_id}.${row.hit_kind}.${row.link ?? ''}`, at: row.at.toISOString(), kind: row.hit_kind === 'open' ? 'message.opened' : 'message.clicked',
    class: 'checking', reason: null, messageId: row.message_id, contact: personOf(row), source: sourceOf(row), link: linkOf(row), count: row.count,
  };
}
