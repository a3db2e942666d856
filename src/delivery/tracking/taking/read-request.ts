import type { IncomingMessage } from 'node:http';
import { readLink, readMember, readMessage, type MessageClaim, type SigningKeys } from '../token.ts';

/** What a request asks of the tracking address. */
export type Asked =
  | { what: 'open'; message: MessageClaim }
  | { what: 'click'; message: MessageClaim; link: number; target: string }
  | { what: 'unsubscribe'; message: MessageClaim }
  | { what: 'member'; token: string };

const paths = /^\/t\/(?:o\/(?<open>[\w-]+)\.gif|c\/(?<message>[\w-]+)\/(?<link>[\w-]+)|u\/(?<unsubscribe>[\w-]+)|m\/(?<member>[\w-]+)\.gif)\/?$/;

/** Reads and verifies an address; null for anything that was not signed here. Queries that mail programs append are passed over. */
export function readRequest(url: string, keys: SigningKeys): Asked | null {
  const found = paths.exec(url.split(/[?#]/, 1)[0]!)?.groups;
  if (!found) return null;
  if (found['member'] !== undefined) return readMember(keys, found['member']) ? { what: 'member', token: found['member'] } : null;
  const message = readMessage(keys, (found['open'] ?? found['message'] ?? found['unsubscribe'])!);
  if (!message) return null;
  if (found['open'] !== undefined) return { what: 'open', message };
  if (found['unsubscribe'] !== undefined) return { what: 'unsubscribe', message };
  const link = readLink(keys, found['link']!, message);
  return link && { what: 'click', message, link: link.index, target: link.target };
}

export const memberCookie = 'kindred_member';

/** The member of this workspace whose cookie came along; null for others and for forged ones. */
export function ownMember(request: IncomingMessage, keys: SigningKeys, workspaceId: number): number | null {
  const cookies = request.headers.cookie;
  if (!cookies?.includes(memberCookie)) return null;
  const token = new RegExp(`(?:^|;\\s*)${memberCookie}=([\\w-]+)`).exec(cookies)?.[1];
  const claim = token === undefined ? null : readMember(keys, token);
  return claim?.workspaceId === workspaceId ? claim.memberId : null;
}
