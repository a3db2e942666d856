import { statement, type Queryable } from '../../../platform/db/index.ts';

// When a whole server, or a server and one sender, refuse for now: wait, longer each time in a row.

const minuteMs = 60_000;
/** The wait after the first trouble in a row, the second, and so on; the last one stays. */
const waitMinutes = [0.5, 1, 2, 5, 10, 15, 30, 60];

// Several senders meet the same trouble at once: it counts once while the pause lasts.
const pauseServer = statement('messages.pause-server', `
  update servers set pauses = pauses + 1, paused_reason = $4, paused_until = $3::timestamptz + ($5::bigint[])[least(pauses + 1, cardinality($5::bigint[]))] * interval '1 millisecond'
  where workspace_id = $1 and id = $2 and (paused_until is null or paused_until <= $3)`);
const holdLane = statement('messages.hold-lane', `
  update lanes set holds = holds + 1, held_reason = $4, held_until = $3::timestamptz + ($5::bigint[])[least(holds + 1, cardinality($5::bigint[]))] * interval '1 millisecond'
  where workspace_id = $1 and id = $2 and (held_until is null or held_until <= $3)`);
const clearServer = statement('messages.clear-server-trouble', `
  update servers set pauses = 0, paused_until = null, paused_reason = null where workspace_id = $1 and id = $2 and pauses > 0`);
const clearLane = statement('messages.clear-lane-trouble', `
  update lanes set holds = 0, held_until = null, held_reason = null where workspace_id = $1 and id = $2 and holds > 0`);

const waits = waitMinutes.map((minutes) => minutes * minuteMs);

/** Pauses a server that refuses everything; its messages stay planned. */
export async function pauseServerFor(db: Queryable, server: { workspaceId: number; id: number }, reason: string, now: Date): Promise<void> {
  await pauseServer.run(db, [server.workspaceId, server.id, now, reason.slice(0, 4000), waits]);
}

/** Holds a lane whose sender the server refuses; other lanes of the server go on. */
export async function holdLaneFor(db: Queryable, lane: { workspaceId: number; laneId: number }, reason: string, now: Date): Promise<void> {
  await holdLane.run(db, [lane.workspaceId, lane.laneId, now, reason.slice(0, 4000), waits]);
}

/** A mail was accepted: whatever was wrong is over. */
export async function clearTroubles(db: Queryable, lane: { workspaceId: number; laneId: number; server: { id: number } }): Promise<void> {
  await clearServer.run(db, [lane.workspaceId, lane.server.id]);
  await clearLane.run(db, [lane.workspaceId, lane.laneId]);
}
