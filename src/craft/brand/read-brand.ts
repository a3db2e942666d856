import type { Queryable } from '../../platform/db/index.ts';
import { defaultBrand, type Brand } from './brand.ts';
import { findBrand } from './queries.ts';

/** How a workspace's mails look; the program's own look when it has set none. */
export async function readBrand(on: Queryable, workspaceId: number): Promise<Brand> {
  const row = await findBrand.maybe(on, [workspaceId]);
  if (!row) return structuredClone(defaultBrand);
  return {
    logoUrl: row.logo_url, logoAlt: row.logo_alt, logoWidth: row.logo_width, colors: row.colors, fonts: row.fonts,
    cornerRadius: row.corner_radius, footerText: row.footer_text, social: row.social,
  };
}
