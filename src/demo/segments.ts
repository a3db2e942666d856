import type { Database } from '../platform/db/index.ts';
import { countSaved, createSegment, type Condition } from '../craft/segments/index.ts';
import { campaignsForSegments } from '../work/campaigns/index.ts';
import type { Founded } from './founding.ts';

interface Wanted { name: string; by: string; condition: Condition }

/** Conditions the two teams would keep: both aim by them, and each shows another part of the builder. */
export async function addSegments(db: Database, founded: Founded, now: Date): Promise<void> {
  const { workspaceId, lists, memberIds } = founded;
  const [ferrow6] = await campaignsForSegments.findCampaigns(db, workspaceId, 'Ferrow 6');
  const wanted: Wanted[] = [
    { name: 'Engaged readers', by: 'Leo Amsel', condition: { all: [
      { rule: 'list', op: 'in', ids: [lists['Newsletter'].id] }, { rule: 'behaviour', did: 'did', what: 'opened', withinDays: 30 }, { rule: 'consent', op: 'not-in', states: ['withdrawn'] },
    ] } },
    { name: 'Gone quiet', by: 'Jonas Brandt', condition: { all: [
      { rule: 'behaviour', did: 'did', what: 'was-sent', withinDays: 180 }, { rule: 'behaviour', did: 'did-not', what: 'opened', withinDays: 90 },
    ] } },
    { name: 'Warm, and nobody calls', by: 'Mira Lindqvist', condition: { all: [
      { any: [{ rule: 'behaviour', did: 'did', what: 'clicked', team: 'marketing', withinDays: 60 }, { rule: 'behaviour', did: 'did', what: 'replied', withinDays: 60 }] },
      { rule: 'behaviour', did: 'did-not', what: 'was-sent', team: 'sales', withinDays: 60 },
      { not: { rule: 'list', op: 'in', ids: [lists['Press and analysts'].id] } },
    ] } },
  ];
  if (ferrow6) {
    wanted.push({ name: 'Never looked since Ferrow 6', by: 'Jonas Brandt', condition: { all: [
      { rule: 'behaviour', did: 'did', what: 'was-sent', campaignId: ferrow6.id }, { rule: 'behaviour', did: 'did-not', what: 'opened', sinceCampaignId: ferrow6.id },
    ] } });
  }
  const asking = { db, campaignNames: campaignsForSegments.campaignNames };
  for (const { name, by, condition } of wanted) {
    const segment = await createSegment({ ...asking, workspaceId, now }, { name, description: '', version: 1, condition }, memberIds.get(by) ?? null);
    await countSaved(asking, { workspaceId, condition, now }, segment);
  }
}
