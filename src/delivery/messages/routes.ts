import { z } from 'zod';
import { statement, type Database } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { serverName } from '../transport/index.ts';
import { canSend, canView } from '../../people/workspaces/index.ts';
import { t, tell, tellInEnglish } from '../../platform/words/contract.ts';
import * as contract from './contract.ts';
import type { MessageStanding } from './contract.ts';
import { describeReason } from './gate/gate-reasons.ts';
import { findMessage, listHeld, listMessages, listUnknown, type MessageRow } from './standing/list-messages.ts';
import { resolveUnknown } from './unknown/resolve-unknown.ts';

interface AttemptRow {
  number: number; started_at: Date; answered_at: Date | null; server_kind: 'smtp' | 'local' | 'mailbox' | null; server: string | null; outcome: 'accepted' | 'refused' | 'deferred' | 'unknown' | null;
  code: number | null; enhanced: string | null; answer: string | null;
}
const listAttempts = statement<AttemptRow>('messages.attempts', `
  select a.number, a.started_at, a.answered_at, s.kind as server_kind, s.name as server, a.outcome, a.code, a.enhanced, a.answer
  from attempts a left join servers s on s.workspace_id = a.workspace_id and s.id = a.server_id
  where a.workspace_id = $1 and a.message_id = $2 order by a.number`);

const viewing = { allow: canView, scope: 'messages:read' } as const;

/** Where messages stand, and what is decided about those of unknown fate. */
export function messageRoutes({ db }: { db: Database }): Route[] {
  const page = (query: { after?: string | undefined; limit: number }, now: Date) =>
    ({ after: decodeCursor(query.after, [z.number().int()])?.[0] ?? null, limit: query.limit + 1, now });
  return [
    implement(contract.listSourceMessages, {
      ...viewing,
      handle: async ({ actor, query, now }) => {
        const source = { workspaceId: actor.workspaceId, sourceKind: query.sourceKind, sourceId: query.sourceId };
        const rows = query.held === 'true'
          ? await listHeld(db, source, query.reason ?? null, page(query, now))
          : await listMessages(db, source, query.state ? [query.state] : null, page(query, now));
        return pageFrom(rows, query.limit, present, (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.listUnknownMessages, {
      ...viewing,
      handle: async ({ actor, query, now }) =>
        pageFrom(await listUnknown(db, actor.workspaceId, page(query, now)), query.limit, present, (row) => encodeCursor(row.id)),
    }),
    implement(contract.getMessage, {
      ...viewing,
      handle: async ({ actor, params, now }) => {
        const row = await findMessage(db, actor.workspaceId, params.messageId, now);
        if (!row) throw notFound(t('message'));
        const attempts = await listAttempts.rows(db, [actor.workspaceId, row.id]);
        return { ...present(row), handOvers: attempts.map(presentAttempt) };
      },
    }),
    implement(contract.resolveUnknownMessage, {
      allow: canSend, scope: 'messages:write', audit: 'message.resolved',
      handle: async ({ actor, params, body, now, note }) => {
        note({ messageId: params.messageId, decision: body.decision });
        await resolveUnknown(db, { workspaceId: actor.workspaceId, messageId: params.messageId, decision: body.decision, memberName: actor.name, now });
        return {};
      },
    }),
  ];
}

function present(row: MessageRow): MessageStanding {
  return {
    id: row.id,
    source: { kind: row.source_kind, id: row.source_id, step: row.step },
    recipient: { kind: row.recipient_kind, id: row.recipient_id, name: row.name, address: row.address },
    state: row.state,
    reason: row.reason ? { code: tellInEnglish(row.reason), words: describeReason(row.reason) } : null,
    dueAt: row.due_at.toISOString(), acceptedAt: row.accepted_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null,
    attempts: row.attempts, bounce: row.bounce,
  };
}

const presentAttempt = (row: AttemptRow): z.input<typeof contract.attempt> => ({
  number: row.number, startedAt: row.started_at.toISOString(), answeredAt: row.answered_at?.toISOString() ?? null, server: row.server === null ? t('a server no longer known') : serverName({ kind: row.server_kind!, name: row.server }),
  outcome: row.outcome, code: row.code, enhanced: row.enhanced, answer: row.answer === null ? null : tell(row.answer),
});
