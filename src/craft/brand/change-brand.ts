import type { Database } from '../../platform/db/index.ts';
import type { MemberId, WorkspaceId } from '../../platform/identity/index.ts';
import type { Brand } from './brand.ts';
import { lockBrand, saveBrand } from './queries.ts';
import { readBrand } from './read-brand.ts';

/** Changes what is named of a workspace's look; answers what was and what is. */
export async function changeBrand(db: Database, input: { workspaceId: WorkspaceId; change: { [Field in keyof Brand]?: Brand[Field] | undefined }; by: MemberId; now: Date }): Promise<{ before: Brand; after: Brand }> {
  const { workspaceId, by, now } = input;
  const named = Object.fromEntries(Object.entries(input.change).filter(([, value]) => value !== undefined));
  return db.transaction(async (tx) => {
    await lockBrand.run(tx, [workspaceId]);
    const before = await readBrand(tx, workspaceId);
    const after: Brand = { ...before, ...named };
    await saveBrand.run(tx, [
      workspaceId, after.logoUrl, after.logoAlt, after.logoWidth, after.colors, after.fonts, after.cornerRadius, after.footerText, JSON.stringify(after.social), by, now,
    ]);
    return { before, after };
  });
}

/** What differs, as `{ field: { from, to } }`, for the audit log. */
export function brandChanges(before: Brand, after: Brand): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries((Object.keys(after) as (keyof Brand)[])
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => [field, { from: before[field], to: after[field] }]));
}
