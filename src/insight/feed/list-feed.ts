import { z } from 'zod';
import type { Queryable } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import type { FeedItem, listFeed as endpoint } from './contract.ts';
import { linkOf, personOf, reasonInWords, sourceOf } from './present-item.ts';
import { listChecking, listSettled } from './queries.ts';

type Query = z.output<typeof endpoint.query>;

/** So many that are still checking stand on top of the first page at most: a burst must not push out what is known. */
const checkingAtMost = 100;

/** A page of what came back, newest first. The first page begins with what is still checking, in its place by time. */
export async function listFeed(on: Queryable, actor: Actor, query: Query): Promise<{ items: FeedItem[]; next: string | null }> {
  const cursor = decodeCursor(query.after, [z.iso.datetime(), z.number().int()]);
  const mine = query.mine === 'yes' ? actor.memberId : null;
  const campaign = query.campaignId ?? null;
  const [settled, checking] = await Promise.all([
    query.class === 'checking' ? [] : listSettled.rows(on, [
      actor.workspaceId, query.kind ?? null, classesOf(query.class), query.team ?? null, mine, campaign, cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1]),
    cursor || !mayBeChecking(query) ? [] : listChecking.rows(on, [
      actor.workspaceId, hitKindOf(query.kind), query.team ?? null, mine, campaign, Math.min(query.limit, checkingAtMost)]),
  ]);
  const shown = settled.slice(0, query.limit);
  const last = shown.at(-1);
  const items = [...checking.map(presentChecking), ...shown.map(presentSettled)].toSorted((a, b) => b.at.localeCompare(a.at));
  return { items, next: settled.length > query.limit && last ? encodeCursor(last.at.toISOString(), last.id) : null };
}

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

function presentSettled(row: Awaited<ReturnType<typeof listSettled.rows>>[number]): FeedItem {
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
