import { problemOf, unreachable } from '../../../../platform/ui/api-problem.ts';
import { callHeaders, newIdempotencyKey } from '../../../../platform/ui/call.ts';

export interface UploadedImage {
  id: number;
  /** Good for years, for readers too. */
  url: string;
  width: number;
  height: number;
  bytes: number;
}

/** Width by height, rounded to what a screen can show. */
export const aspectOf = ({ width, height }: Pick<UploadedImage, 'width' | 'height'>): number => Math.round((width / height) * 10_000) / 10_000;

/**
 * Gives the workspace a picture.
 * @throws ApiProblem when it is too large or no picture
 */
export async function uploadImage(file: File): Promise<UploadedImage> {
  const body = new FormData();
  body.append('file', file);
  const response = await fetch('/api/v1/images', { method: 'POST', body, credentials: 'same-origin', headers: { Accept: 'application/json', 'Idempotency-Key': newIdempotencyKey(), ...callHeaders() } })
    .catch(() => { throw unreachable(true); });
  if (!response.ok) throw await problemOf(response);
  return response.json() as Promise<UploadedImage>;
}
