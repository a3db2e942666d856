import type { Database, Transaction } from '../../platform/db/index.ts';
import { conflict, forbidden } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { t } from '../../platform/words/contract.ts';
import { isMoveIn, movesOf } from './campaign.ts';
import type { CampaignMove } from './contract.ts';
import { factsOf, lockCampaign, type CampaignRow } from './queries.ts';
import { readStatus } from './read-status.ts';

export interface Move {
  actor: Actor;
  campaignId: number;
  now: Date;
}

const pastOf: Partial<Record<CampaignMove, string>> = {
  launch: 'launched', unschedule: 'taken off its schedule', pause: 'paused', resume: 'resumed', cancel: 'cancelled', archive: 'archived', 'bring-back': 'brought back',
};

/**
 * What all moves share: lock the campaign, ask whether it may move so now and by this member, move it,
 * and tell screens and workers once that is committed. Throws `campaign_cannot_move` or `forbidden`.
 */
export async function moveCampaign(db: Database, { actor, campaignId, now }: Move, move: CampaignMove, work: (tx: Transaction, row: CampaignRow) => Promise<void>): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockCampaign.one(tx, [actor.workspaceId, campaignId], 'campaign');
    const { status } = await readStatus(tx, row, now);
    if (!isMoveIn(status, move)) {
      throw conflict('campaign_cannot_move', t('This campaign is {status}, so it cannot be {pastOf}. Nothing was changed.', { status, pastOf: pastOf[move] ?? move }), { status });
    }
    if (!movesOf(actor, { ...factsOf(row), team: row.team }, status).includes(move)) {
      throw row.archived_at && move !== 'bring-back'
        ? conflict('campaign_archived', t('This campaign is archived. Bring it back first.'))
        : forbidden(t('You may not do this for team {team}.', { team: row.team }));
    }
    await work(tx, row);
    await notify(tx, 'kindred_live', { w: actor.workspaceId, t: 'campaign', id: campaignId });
    // The campaigns' worker listens to this one.
    await notify(tx, 'kindred_due');
  });
}
