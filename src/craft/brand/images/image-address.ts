import type { ImageType } from '../contract.ts';

// `/i/<workspace>-<22 random characters>.<ext>`: the workspace, so that it is found by its key, and 128 bits
// that nobody guesses. No signature: an image is meant for whoever holds its address.

export const imagePrefix = '/i/';
const endings: Record<ImageType, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif' };
const shape = /^\/i\/([0-9a-z]{1,6})-([\w-]{21}[AQgw])\.(?:jpg|png|gif)(?:\?.*)?$/;

/** The path of an image below the tracking address. */
export const imagePath = (workspaceId: number, { token, type }: { token: Buffer; type: ImageType }): string =>
  `${imagePrefix}${workspaceId.toString(36)}-${token.toString('base64url')}.${endings[type]}`;

/** What a path asks for; null for one that is no image's. */
export function readImagePath(path: string): { workspaceId: number; token: Buffer; key: string } | null {
  const found = shape.exec(path);
  if (!found) return null;
  const workspaceId = Number.parseInt(found[1]!, 36);
  return workspaceId > 2_147_483_647 ? null : { workspaceId, token: Buffer.from(found[2]!, 'base64url'), key: `${found[1]}-${found[2]}` };
}
