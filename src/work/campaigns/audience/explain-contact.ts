import { statement, type Database } from '../../../platform/db/index.ts';
import { spoken, t } from '../../../platform/words/contract.ts';
import { describeReason, firstKnownZone } from '../../../delivery/messages/index.ts';
import { readSettings } from '../../../people/workspaces/index.ts';
import { judgeKind, judgingOf, type ForecastRequest } from '../preflight/forecast-audience.ts';
import type { Explanation } from './explanation.ts';
import { countKinds } from './count-kinds.ts';
import { freezeConditions } from './frozen-conditions.ts';
import { bitsOf, type Source } from './membership-sql.ts';

const findContact = statement<{ id: number; email: string | null; name: string; deleted: boolean; contact_zone: string | null; company_zone: string | null; company: string | null }>('campaigns.find-explained', `
  select c.id, c.email, btrim(c.first_name || ' ' || c.last_name) as name, c.deleted_at is not null as deleted,
    c.time_zone as contact_zone, o.time_zone as company_zone, o.name as company
  from contacts c left join companies o on o.workspace_id = c.workspace_id and o.id = c.company_id
  where c.workspace_id = $1 and c.id = $2`);

/** Names of lists and segments, whether they are there or put away. */
export const sourceNames = statement<{ kind: Source['kind']; id: number; name: string }>('campaigns.source-names', `
  select 'list' as kind, id, name from lists where workspace_id = $1 and id = any($2::bigint[])
  union all select 'segment', id, name from segments where workspace_id = $1 and id = any($3::bigint[])`);

export type Explaining = Omit<ForecastRequest, 'conditions'> & { contactId: number };

/**
 * Why a contact is in an audience or is not, and what would become of their mail, in words: the same questions, asked
 * of one person, that the forecast asks of all. Throws `not_found`, or a problem that names what a segment lacks.
 */
export async function explainContact(db: Database, asked: Explaining): Promise<Explanation> {
  const { workspaceId, audience, contactId } = asked;
  const contact = await findContact.one(db, [workspaceId, contactId], 'contact');
  const [settings, conditions, names] = await Promise.all([
    readSettings(db, workspaceId), freezeConditions(db, workspaceId, audience),
    sourceNames.rows(db, [workspaceId, [...audience.lists, ...audience.excludeLists], [...audience.segments, ...audience.excludeSegments]]),
  ]);
  const request = { ...asked, conditions };
  const judging = judgingOf(request, settings);
  const { rows: [kind], masks } = await countKinds(db, { ...request, asOf: asked.now }, { variables: judging.variables, byZone: true, frequency: settings.frequency, topicId: asked.topicId ?? null });
  const named = (source: Source) => ({ ...source, name: names.find(({ kind: k, id }) => k === source.kind && id === source.id)?.name ?? '' });
  const included = bitsOf(kind?.included ?? 0).map((place) => named(masks.included[place]!));
  const excluded = bitsOf(kind?.excluded ?? 0).map((place) => named(masks.excluded[place]!));
  const isIn = included.length > 0 && excluded.length === 0;
  const zone = firstKnownZone(contact.contact_zone, contact.company_zone, settings.timeZone);
  const verdict = kind && isIn ? judgeKind(kind, judging) : null;
  return {
    contact: { id: contact.id, name: contact.name, email: contact.email },
    isIn, included, excluded,
    zone, zoneFrom: zone === contact.contact_zone ? 'contact' : zone === contact.company_zone ? 'company' : 'workspace',
    dueAt: isIn ? new Date(judging.due(zone, 0)).toISOString() : null,
    fate: verdict === null ? null : { verdict: verdict.verdict, reason: verdict.verdict === 'send' ? null : describeReason(verdict.reason) },
    words: wordsOf({ deleted: contact.deleted, included, excluded, verdict: verdict && (verdict.verdict === 'send' ? 'send' : describeReason(verdict.reason)), held: verdict?.verdict === 'hold' }),
  };
}

interface Standing {
  deleted: boolean;
  included: readonly { kind: string; name: string }[];
  excluded: readonly { kind: string; name: string }[];
  /** `send`, why not, or null: it does not come to that. */
  verdict: string | null;
  held: boolean;
}

function wordsOf({ deleted, included, excluded, verdict, held }: Standing): string {
  const listed = (sources: Standing['included']) => new Intl.ListFormat(spoken().locale)
    .format(sources.map(({ kind, name }) => (kind === 'list' ? t('on the list “{name}”', { name }) : t('in the segment “{name}”', { name }))));
  if (deleted) return t('Not in it: the contact was deleted.');
  if (included.length === 0) return t('Not in it: on none of its lists and in none of its segments.');
  const by = listed(included);
  if (excluded.length > 0) return t('Not in it: {by}, but left out for being {out}.', { by, out: listed(excluded) });
  if (verdict === 'send') return t('In it: {by}. Nothing stands in the way of the mail.', { by });
  return held ? t('In it: {by}. The mail would be held for now: {reason}.', { by, reason: verdict! }) : t('In it: {by}. The mail would not go: {reason}.', { by, reason: verdict! });
}
