import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { t, tell } from '../../platform/words/contract.ts';
import { parseEmailAddress } from '../addresses/index.ts';
import { canLiftSuppression, canSuppress, canView } from '../workspaces/index.ts';
import * as contract from './contract.ts';
import { findSuppression, pageOfSuppressions, suppressionsOfAddress, type SuppressionRow } from './queries.ts';
import { liftSuppression, suppress } from './suppress.ts';

export function suppressionsRoutes({ db }: { db: Database }): Route[] {
  return [
    implement(contract.listSuppressions, {
      allow: canView, scope: 'suppressions:read',
      handle: async ({ actor, query }) => {
        const [after] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const values = [actor.workspaceId, query.lifted === 'yes', query.reason ?? null, after, query.limit + 1] as const;
        const rows = query.address ? await suppressionsOfAddress.rows(db, [...values, keyOf(query.address)]) : await pageOfSuppressions.rows(db, values);
        return pageFrom(rows, query.limit, present, (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.addSuppressions, {
      allow: canSuppress, scope: 'suppressions:write', audit: 'suppression.added',
      handle: async ({ actor, body, now, note }) => {
        const read = body.addresses.map((address) => ({ address, parsed: parseEmailAddress(address) }));
        const keys = [...new Set(read.flatMap(({ parsed }) => ('key' in parsed ? [parsed.key] : [])))];
        const added = await db.transaction((tx) => suppress(tx, actor.workspaceId, keys.map((addressKey) => (
          { who: { addressKey }, reason: 'manual' as const, note: body.note, byMember: actor.memberId }
        )), now));
        note({ added });
        return { added, known: keys.length - added, refused: read.flatMap(({ address, parsed }) => ('problem' in parsed ? [{ address, problem: parsed.problem }] : [])) };
      },
    }),
    implement(contract.liftSuppression, {
      allow: canLiftSuppression, scope: 'suppressions:write', audit: 'suppression.lifted',
      handle: async ({ actor, params, now }) => {
        await findSuppression.one(db, [actor.workspaceId, params.suppressionId], 'suppression');
        const lifted = await db.transaction((tx) => liftSuppression(tx, actor.workspaceId, params.suppressionId, actor.memberId, now));
        if (!lifted) throw conflict('already_lifted', t('This suppression was lifted before. Nothing was changed.'));
        return present(await findSuppression.one(db, [actor.workspaceId, params.suppressionId], 'suppression'));
      },
    }),
  ];
}

const keyOf = (address: string): string => {
  const parsed = parseEmailAddress(address);
  return 'key' in parsed ? parsed.key : address.toLowerCase();
};

const who = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
const present = (row: SuppressionRow): contract.SuppressionView => ({
  id: row.id, address: row.address, reason: row.reason, note: tell(row.note), contactId: row.contact_id, by: who(row.by_id, row.by_name),
  createdAt: row.created_at.toISOString(), liftedAt: row.lifted_at?.toISOString() ?? null, liftedBy: who(row.lifted_by_id, row.lifted_by_name),
});
