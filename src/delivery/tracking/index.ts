export { loadSigningKeys, rotateSigningKey } from './signing-keys.ts';
export { isTrackable, trackingLinks, type TrackingLinks } from './tracking-links.ts';
export type { SigningKey, SigningKeys } from './token.ts';
