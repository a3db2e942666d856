import { invalid } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { maxTargetBytes, signLink, signMember, signMessage, signOwnLink, type SigningKeys } from './token.ts';

/** Builds the addresses that stand in a mail. Pure: the same input gives the same link for as long as the key signs. */
export interface TrackingLinks {
  /** One HMAC a message; stands in all of its links. */
  messageToken(workspaceId: number, messageId: number, compiledId: number): string;
  /** Same for every message of a compiled email: made once, when compiling. Throws `untrackable_link` when `isTrackable` is not. */
  linkToken(workspaceId: number, compiledId: number, index: number, target: string): string;
  pixelUrl(messageToken: string): string;
  clickUrl(messageToken: string, linkToken: string): string;
  /** For a link with variables in its address: `target` filled in, signed for this message alone. */
  dynamicClickUrl(workspaceId: number, messageId: number, messageToken: string, index: number, target: string): string;
  /** Serves the page (GET) and the one-click opt-out of RFC 8058 (POST). */
  unsubscribeUrl(messageToken: string): string;
  /** The reader's page of choices (craft/forms), by the same token. */
  preferencesUrl(messageToken: string): string;
  /** A picture address that a signed-in member's screen loads once, so that their own clicks are known as such. */
  memberUrl(workspaceId: number, memberId: number): string;
}

const lineBreaks = /[\0\r\n]/;

/** Whether a link can be sent through us: http or https, well-formed, no line breaks, at most 8 KB. mailto: and tel: stay as they are. */
export function isTrackable(target: string): boolean {
  return /^https?:\/\//i.test(target) && target.isWellFormed() && !lineBreaks.test(target)
    && Buffer.byteLength(target) <= maxTargetBytes && URL.canParse(target);
}

/** `baseUrl` is the tracking host's, without a path: `https://links.example.com`. */
export function trackingLinks(keys: SigningKeys, baseUrl: string): TrackingLinks {
  const host = baseUrl.replace(/\/+$/, '');
  const base = `${host}/t`;
  return {
    messageToken: (workspaceId, messageId, compiledId) => signMessage(keys, { workspaceId, messageId, compiledId }),
    linkToken: (workspaceId, compiledId, index, target) => signLink(keys, workspaceId, compiledId, { index, target: trackable(target) }),
    pixelUrl: (messageToken) => `${base}/o/${messageToken}.gif`,
    clickUrl: (messageToken, linkToken) => `${base}/c/${messageToken}/${linkToken}`,
    dynamicClickUrl: (workspaceId, messageId, messageToken, index, target) =>
      `${base}/c/${messageToken}/${signOwnLink(keys, workspaceId, messageId, { index, target: trackable(target) })}`,
    unsubscribeUrl: (messageToken) => `${base}/u/${messageToken}`,
    preferencesUrl: (messageToken) => `${host}/p/${messageToken}`,
    memberUrl: (workspaceId, memberId) => `${base}/m/${signMember(keys, { workspaceId, memberId })}.gif`,
  };
}

function trackable(target: string): string {
  if (isTrackable(target)) return target;
  throw invalid('untrackable_link', t('The link {target} cannot be tracked: only http and https addresses of at most 8 KB can.', { target: JSON.stringify(target.slice(0, 200)) }));
}
