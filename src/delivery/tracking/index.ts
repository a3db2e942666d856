export { loadSigningKeys, rotateSigningKey } from './signing-keys.ts';
export { isTrackable, trackingLinks, type TrackingLinks } from './tracking-links.ts';
export type { SigningKey, SigningKeys } from './token.ts';
export { judgeStory, rulesVersion, type Verdict } from './judge/judge-story.ts';
export type { Story, StoryHit } from './judge/story.ts';
export { inspectHits, type InspectedHit, type InspectedLine } from './judge/inspect-hits.ts';
