import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../../platform/db/index.ts';
import type { MemberId, WorkspaceId } from '../../../platform/identity/index.ts';
import { imagesQuotaBytes } from '../contract.ts';
import { findImageBySource, insertImage, lockImages, weighImages, type ImageRow } from '../queries.ts';
import { noRoom } from './image-problems.ts';
import type { MakeImage } from './image-maker.ts';
import { judgeUpload } from './judge-upload.ts';

export interface ImageUpload {
  workspaceId: WorkspaceId;
  /** The file's own name, for people. */
  name: string;
  bytes: Buffer;
  by: MemberId | null;
  now: Date;
  /** What all images of the workspace may weigh together. */
  quotaBytes?: number;
}

/**
 * Keeps an upload as mails can use it; the same file again is the image there is.
 * Throws a problem in words for what does not fit into the workspace's room, is no image, damaged, too large, or of a kind that mails do not show.
 */
export async function uploadImage(db: Database, make: MakeImage, upload: ImageUpload): Promise<ImageRow> {
  const { workspaceId, bytes } = upload;
  const hash = createHash('sha256').update(bytes).digest();
  const known = await findImageBySource.maybe(db, [workspaceId, hash]);
  if (known) return known;
  const made = await make(bytes, judgeUpload(bytes));
  const quota = upload.quotaBytes ?? imagesQuotaBytes;
  await db.transaction(async (tx) => {
    await lockImages.run(tx, [workspaceId]);
    const { bytes: used } = await weighImages.one(tx, [workspaceId], 'images');
    if (used + made.bytes.length > quota) throw noRoom(used, quota);
    await insertImage.run(tx, [
      workspaceId, randomBytes(16), hash, upload.name, made.type, made.width, made.height, made.bytes.length, Buffer.from(made.bytes), upload.by, upload.now,
    ]);
  });
  return findImageBySource.one(db, [workspaceId, hash], 'image');
}
