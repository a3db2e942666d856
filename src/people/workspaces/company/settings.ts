import type { z } from 'zod';
import { statement, type Database, type Queryable } from '../../../platform/db/index.ts';
import type { getSettings, workspaceSettings } from '../contract.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { judgeReach } from './reachable.ts';

export type WorkspaceSettings = z.output<typeof workspaceSettings>;

type Row = {
  name: string; time_zone: string; postal_address: string; tracking_mode: 'per-person' | 'totals-only'; marketing_needs_consent: boolean;
  frequency_max: number | null; frequency_days: number | null; quiet_from_minute: number | null; quiet_until_minute: number | null; hold_expiry_days: number;
};
const columns = 'name, time_zone, postal_address, tracking_mode, marketing_needs_consent, frequency_max, frequency_days, quiet_from_minute, quiet_until_minute, hold_expiry_days';
const find = statement<Row>('settings.find', `select ${columns} from workspaces where workspace_id = $1`);
const lock = statement<Row>('settings.lock', `select ${columns} from workspaces where workspace_id = $1 for no key update`);
const update = statement('settings.update', `
  update workspaces set (${columns}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) where workspace_id = $1`);

/** A workspace's settings. */
export async function readSettings(on: Queryable, workspaceId: number): Promise<WorkspaceSettings> {
  return asSettings(await find.one(on, [workspaceId], 'workspace'));
}

/** Changes what is named; answers what was and what is. */
export async function changeSettings(db: Database, workspaceId: number, change: Partial<WorkspaceSettings>): Promise<{ before: WorkspaceSettings; after: WorkspaceSettings }> {
  return db.transaction(async (tx) => {
    const before = asSettings(await lock.one(tx, [workspaceId], 'workspace'));
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after: WorkspaceSettings = { ...before, ...named };
    await update.run(tx, [workspaceId, after.name, after.timeZone, after.postalAddress, after.trackingMode, after.marketingNeedsConsent,
      after.frequency?.max ?? null, after.frequency?.days ?? null, after.quietHours?.fromMinute ?? null, after.quietHours?.untilMinute ?? null, after.holdExpiryDays]);
    return { before, after };
  });
}

/** What differs, as `{ field: { from, to } }`, for the audit log. */
export function settingsChanged(before: WorkspaceSettings, after: WorkspaceSettings): Record<string, { from: unknown; to: unknown }> {
  const fields = Object.keys(after) as (keyof WorkspaceSettings)[];
  return Object.fromEntries(fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => [field, { from: before[field], to: after[field] }]));
}

/** Settings with the addresses the program was started with, and what is wrong with those. */
export function presentSettings(settings: WorkspaceSettings, addresses: WorkspacesDeps['addresses']): z.input<typeof getSettings.response> {
  const check = (url: string) => ({ url, secure: url.startsWith('https:'), ...judgeReach(url) });
  return {
    ...settings,
    addresses: { base: check(addresses.baseUrl), tracking: check(addresses.trackingUrl), trustedProxies: [...addresses.trustedProxies] },
  };
}

function asSettings(row: Row): WorkspaceSettings {
  return {
    name: row.name, timeZone: row.time_zone, postalAddress: row.postal_address, trackingMode: row.tracking_mode,
    marketingNeedsConsent: row.marketing_needs_consent, holdExpiryDays: row.hold_expiry_days,
    frequency: row.frequency_max === null || row.frequency_days === null ? null : { max: row.frequency_max, days: row.frequency_days },
    quietHours: row.quiet_from_minute === null || row.quiet_until_minute === null ? null : { fromMinute: row.quiet_from_minute, untilMinute: row.quiet_until_minute },
  };
}
