import { invalid } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { readSettings } from '../../../people/workspaces/index.ts';
import type { SendTime } from '../contract.ts';
import type { CampaignRow } from '../queries.ts';
import { localInstant } from './local-instant.ts';
import { firstOnEarth } from './due-times.ts';

export interface LaunchTime {
  /** When freezing the audience begins, and nothing leaves before. */
  sendAt: Date;
  /** The day a local time is meant for; null: everybody's first such time. */
  day: string | null;
}

/** A time so long ago that it was meant as "now". */
const graceMs = 5 * 60_000;

/**
 * When a campaign begins that is launched `now` for a local time of day. One that goes by the recipient's clock
 * begins when that day's hour comes to the first place on earth. Throws `invalid_time`, `invalid_zone`, `time_is_past`.
 */
export function launchTime(sendTime: SendTime, at: { local: string; zone: string } | null, now: Date): LaunchTime {
  if (at === null) return { sendAt: now, day: null };
  const asked = localInstant(at.local, at.zone);
  if (sendTime.kind !== 'local') {
    if (asked.getTime() < now.getTime() - graceMs) throw past(at.local);
    return { sendAt: asked, day: null };
  }
  const day = at.local.slice(0, 10);
  // A day that is over everywhere: the west-most clocks are half a day behind UTC.
  if (Temporal.PlainDate.compare(day, Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Etc/GMT+12').toPlainDate()) < 0) throw past(day);
  return { sendAt: new Date(Math.max(now.getTime(), firstOnEarth(day, sendTime.minute))), day };
}

const past = (when: string) => invalid('time_is_past', t('{when} is past. Nothing was launched.', { when }), [{ path: 'body.at.local', message: t('is past') }]);

/** When a campaign begins or began: as it was launched, or as it would be for a local time of the workspace's. */
export async function beginningOf(on: Queryable, row: Pick<CampaignRow, 'workspace_id' | 'launched_at' | 'send_at' | 'send_day' | 'send_time'>, local: string | undefined, now: Date): Promise<LaunchTime> {
  if (row.launched_at && row.send_at) return { sendAt: row.send_at, day: row.send_day };
  return launchTime(row.send_time, local === undefined ? null : { local, zone: (await readSettings(on, row.workspace_id)).timeZone }, now);
}
