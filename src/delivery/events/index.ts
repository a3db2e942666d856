export { appendEvents } from './append-events.ts';
export { changeRollups } from './change-rollups.ts';
export { engagementOf, noAnswers, rollupsBetween, type AnswerFacts, type Conclusion, type Engagement } from './engagement.ts';
export type { EventInput, EventKind, HitClass, RollupChange, Source } from './event.ts';
export { recordAnswer, type Answer } from './record-answer.ts';
export { readStandingConclusions, type StandingConclusion } from './standing-conclusions.ts';
export { EngagementChanged, readEngagements, storeEngagements, type EngagementRow } from './store-engagements.ts';
