export { appendEvents } from './append-events.ts';
export { changeRollups } from './change-rollups.ts';
export type { EventInput, EventKind, HitClass, RollupChange, Source } from './event.ts';
