export type { Condition, Rule } from './condition/condition.ts';
export type { ConditionWorld } from './condition/world.ts';
export { predicate, type Compiling } from './compile/predicate.ts';
export { readWorld, type FindCampaignNames } from './read-world.ts';
export { freezeSegments, frozenPredicate, type FrozenSegment } from './freeze-segments.ts';
export { countAndSample, countSaved, countSegment, findPeople, segmentContains, type Asking, type Question } from './ask-people.ts';
export { createSegment } from './save-segment.ts';
export { segmentsRoutes } from './routes.ts';
export type { SegmentPorts, SegmentsDeps } from './segment-ports.ts';
