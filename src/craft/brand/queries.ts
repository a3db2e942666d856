import type { Brand, ImageType } from './contract.ts';
import { statement } from '../../platform/db/index.ts';

export interface BrandRow {
  logo_url: string | null;
  logo_alt: string;
  logo_width: number;
  colors: Brand['colors'];
  fonts: Brand['fonts'];
  corner_radius: number;
  footer_text: string;
  social: Brand['social'];
}

/** A workspace's look, if it has set one. */
export const findBrand = statement<BrandRow & Record<string, unknown>>('brand.find', `
  select logo_url, logo_alt, logo_width, colors, fonts, corner_radius, footer_text, social from brands where workspace_id = $1`);

/** Two who change it at once do so one after the other, also while there is no row to lock: the workspace's own is. */
export const lockBrand = statement('brand.lock', 'select 1 from workspaces where workspace_id = $1 for no key update');

export const saveBrand = statement('brand.save', `
  insert into brands (workspace_id, logo_url, logo_alt, logo_width, colors, fonts, corner_radius, footer_text, social, updated_by, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (workspace_id) do update set (logo_url, logo_alt, logo_width, colors, fonts, corner_radius, footer_text, social, updated_by, updated_at)
    = (excluded.logo_url, excluded.logo_alt, excluded.logo_width, excluded.colors, excluded.fonts, excluded.corner_radius, excluded.footer_text, excluded.social, excluded.updated_by, excluded.updated_at)`);

export interface ImageRow {
  id: number;
  token: Buffer;
  name: string;
  type: ImageType;
  width: number;
  height: number;
  byte_count: number;
  created_at: Date;
  created_by: number | null;
  created_by_name: string | null;
}

const imageColumns = `i.id, i.token, i.name, i.type, i.width, i.height, i.byte_count, i.created_at, i.created_by, m.name as created_by_name
  from images i left join members m on m.workspace_id = i.workspace_id and m.id = i.created_by`;

/** Newest first; $2 the last id of the page before. */
export const listImages = statement<ImageRow & Record<string, unknown>>('images.list', `
  select ${imageColumns} where i.workspace_id = $1 and ($2::bigint is null or i.id < $2) order by i.id desc limit $3`);

/** Was this very file uploaded before? images_source serves it. */
export const findImageBySource = statement<ImageRow & Record<string, unknown>>('images.find-by-source', `
  select ${imageColumns} where i.workspace_id = $1 and i.source_hash = $2`);

/** What all images of a workspace weigh. The pictures themselves lie beside the rows and are not read. */
export const weighImages = statement<{ bytes: number }>('images.weigh', `
  select coalesce(sum(byte_count), 0)::float8 as bytes from images where workspace_id = $1`);

/** Uploads of one workspace are kept one after the other, so that two cannot both take the last room. */
export const lockImages = statement('images.lock', `select pg_advisory_xact_lock(hashtextextended('images ' || $1::text, 0))`);

/** Of two who upload the same file at once, one inserts. */
export const insertImage = statement('images.insert', `
  insert into images (workspace_id, token, source_hash, name, type, width, height, byte_count, bytes, created_by, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (workspace_id, source_hash) do nothing`);

/** For whoever has the address; images_token serves it. */
export const findImageBytes = statement<{ type: ImageType; bytes: Buffer }>('images.bytes', `
  select type, bytes from images where workspace_id = $1 and token = $2`);
