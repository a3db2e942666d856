import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { t } from '../../platform/words/index.ts';
import type { Brand } from './brand.ts';
import { brandChanges, changeBrand } from './change-brand.ts';
import * as contract from './contract.ts';
import { imagePath } from './images/image-address.ts';
import { createImageMaker } from './images/image-maker.ts';
import { uploadImage } from './images/upload-image.ts';
import { canChangeBrand, canSeeBrand, canUploadImages } from './permissions.ts';
import { listImages, weighImages, type ImageRow } from './queries.ts';
import { readBrand } from './read-brand.ts';

export interface BrandDeps {
  db: Database;
  /** Where readers reach us: addresses of images begin with it. */
  trackingUrl: string;
}

/** Everything this slice answers to those who are signed in. */
export function brandRoutes(deps: BrandDeps): Route[] {
  return [...lookRoutes(deps), ...imageRoutes(deps)];
}

function lookRoutes({ db }: BrandDeps): Route[] {
  return [
    implement(contract.getBrand, {
      allow: canSeeBrand, scope: 'brand:read',
      handle: async ({ actor }) => presentBrand(await readBrand(db, actor.workspaceId)),
    }),
    implement(contract.changeBrand, {
      allow: canChangeBrand, scope: 'brand:write', audit: 'brand.changed',
      handle: async ({ actor, body, now, note }) => {
        const { before, after } = await changeBrand(db, { workspaceId: actor.workspaceId, change: body, by: actor.memberId, now });
        note(brandChanges(before, after));
        return presentBrand(after);
      },
    }),
  ];
}

function imageRoutes({ db, trackingUrl }: BrandDeps): Route[] {
  const make = createImageMaker();
  return [
    implement(contract.listImages, {
      allow: canSeeBrand, scope: 'images:read',
      handle: async ({ actor, query }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const rows = await listImages.rows(db, [actor.workspaceId, before, query.limit + 1]);
        const { bytes: usedBytes } = await weighImages.one(db, [actor.workspaceId], 'images');
        return { ...pageFrom(rows, query.limit, (row) => presentImage(row, actor.workspaceId, trackingUrl), (row) => encodeCursor(row.id)), usedBytes, quotaBytes: contract.imagesQuotaBytes };
      },
    }),
    implement(contract.uploadImage, {
      allow: canUploadImages, scope: 'images:write', audit: 'image.uploaded', upload: true, bodyLimit: contract.uploadLimitBytes,
      // Each costs seconds of a processor.
      limit: { times: 300, perMinutes: 60 },
      handle: async ({ actor, upload, now }) => {
        if (!upload) throw invalid('file_missing', t('Send the file as the body of the request, or as the part "file" of a form.'));
        const pieces: Uint8Array[] = [];
        for await (const piece of upload) pieces.push(piece);
        const row = await uploadImage(db, make, { workspaceId: actor.workspaceId, name: upload.filename ?? 'image', bytes: Buffer.concat(pieces), by: actor.memberId, now });
        return presentImage(row, actor.workspaceId, trackingUrl);
      },
    }),
  ];
}

const presentBrand = (brand: Brand): z.input<typeof contract.getBrand.response> => ({
  brand, warnings: contract.lowContrasts(brand.colors).map((found) => ({ ...found, message: contract.contrastWords(found) })),
});

function presentImage(row: ImageRow, workspaceId: number, trackingUrl: string): z.input<typeof contract.image> {
  return {
    id: row.id, url: `${trackingUrl.replace(/\/+$/, '')}${imagePath(workspaceId, row)}`, width: row.width, height: row.height, bytes: row.byte_count, type: row.type,
    name: row.name, createdAt: row.created_at.toISOString(), createdBy: row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? '' },
  };
}
