import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { MailServer } from '../../transport/index.ts';
import type { Purpose } from '../content/prepare-compiled.ts';
import type { WorkspaceRules } from './judge-message.ts';
import type { SendingWindow } from './sending-window.ts';

/** A lane with messages due, and all that claiming from it needs to know. */
export interface OpenLane {
  workspaceId: number;
  laneId: number;
  purpose: Purpose;
  team: 'sales' | 'marketing' | null;
  /** Lower goes first. */
  priority: number;
  server: MailServer;
  /** The hours a day in which it sends; null: always. */
  window: SendingWindow | null;
  /** What its source writes about; null: nothing that people choose. */
  topicId: number | null;
  /** Somebody in this workspace has asked for fewer mails. */
  hasCaps: boolean;
  /** At most so many an hour, for a lane spread over hours; null: no rate of its own. */
  perHour: number | null;
  /** Pauses and holds in a row before now; the first accepted mail ends them. */
  troubles: { server: number; lane: number };
  rules: WorkspaceRules;
  /** `language`: its first owner's, for readers whose own is not known. */
  workspace: { name: string; postalAddress: string; language: string | null };
}

interface Row {
  workspace_id: number; lane_id: number; purpose: Purpose; team: 'sales' | 'marketing' | null; priority: number;
  send_window: SendingWindow | null; per_hour: number | null; topic_id: number | null; has_caps: boolean;
  server_id: number; server_name: string; kind: MailServer['kind']; host: string | null; port: number | null;
  security: 'none' | 'starttls' | 'tls' | null; username: string | null; password_sealed: Buffer | null;
  max_connections: number; per_minute: number | null; return_path: string | null; mails_per_connection: number; pauses: number; holds: number;
  workspace_name: string; workspace_language: string | null; postal_address: string; time_zone: string; tracking_mode: string; marketing_needs_consent: boolean;
  frequency_max: number | null; frequency_days: number | null; quiet_from_minute: number | null; quiet_until_minute: number | null;
  hold_expiry_days: number;
}

/**
 * Which lanes have something due that nothing keeps from going? One probe of messages_due a lane. In the middle of a
 * campaign that probe walks over all that has left the index since the last vacuum (5 ms at 50,000), so a lane that
 * has just yielded all that was asked of it is taken at its word.
 */
const findLanes = statement<Row>('messages.open-lanes', `
  select l.workspace_id, l.id as lane_id, l.purpose, l.team, l.priority, l.send_window, l.per_hour, l.topic_id,
    exists (select from mail_caps q where q.workspace_id = l.workspace_id) as has_caps,
    s.id as server_id, s.name as server_name, s.kind, s.host, s.port, s.security, s.username, s.password_sealed,
    s.max_connections, s.per_minute, s.return_path, s.mails_per_connection, s.pauses, l.holds,
    w.name as workspace_name, (select o.language from members o where o.workspace_id = w.workspace_id and o.role = 'owner' and o.left_at is null order by o.id limit 1) as workspace_language, w.postal_address, w.time_zone, w.tracking_mode, w.marketing_needs_consent,
    w.frequency_max, w.frequency_days, w.quiet_from_minute, w.quiet_until_minute, w.hold_expiry_days
  from lanes l
  join servers s on s.workspace_id = l.workspace_id and s.id = l.server_id
  join workspaces w on w.workspace_id = l.workspace_id
  where l.state = 'open' and s.archived_at is null
    and (s.paused_until is null or s.paused_until <= $1)
    and (l.held_until is null or l.held_until <= $1)
    and ((l.workspace_id, l.id) in (select * from unnest($2::int[], $3::bigint[]))
      or exists (select 1 from messages m where m.workspace_id = l.workspace_id and m.lane_id = l.id and m.state = 'planned' and m.due_at <= $1))
  order by l.priority, l.workspace_id, l.id`);

/** Lanes with something to send now, most urgent first; those that were `full` a moment ago without asking again. */
export async function listOpenLanes(db: Queryable, now: Date, full: readonly OpenLane[] = []): Promise<OpenLane[]> {
  const values = [now, full.map((lane) => lane.workspaceId), full.map((lane) => lane.laneId)];
  return (await findLanes.rows(db, values)).map((row) => ({
    workspaceId: row.workspace_id,
    laneId: row.lane_id,
    purpose: row.purpose,
    team: row.team,
    priority: row.priority,
    window: row.send_window,
    perHour: row.per_hour,
    topicId: row.topic_id,
    hasCaps: row.has_caps,
    server: {
      workspaceId: row.workspace_id, id: row.server_id, name: row.server_name, kind: row.kind, host: row.host, port: row.port,
      security: row.security, username: row.username, passwordSealed: row.password_sealed, maxConnections: row.max_connections,
      perMinute: row.per_minute, returnPath: row.return_path, mailsPerConnection: row.mails_per_connection,
    },
    troubles: { server: row.pauses, lane: row.holds },
    rules: {
      needsConsent: row.marketing_needs_consent,
      frequency: row.frequency_max !== null && row.frequency_days !== null ? { max: row.frequency_max, days: row.frequency_days } : null,
      quiet: row.quiet_from_minute !== null && row.quiet_until_minute !== null
        ? { fromMinute: row.quiet_from_minute, untilMinute: row.quiet_until_minute } : null,
      timeZone: row.time_zone,
      holdExpiryDays: row.hold_expiry_days,
      totalsOnly: row.tracking_mode === 'totals-only',
    },
    workspace: { name: row.workspace_name, postalAddress: row.postal_address, language: row.workspace_language },
  }));
}
