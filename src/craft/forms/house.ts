import type { ContactFollower } from '../../people/contacts/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import { readBrand } from '../brand/index.ts';
import type { SigningKeys } from '../../delivery/tracking/index.ts';
import type { Clock } from '../../platform/clock/index.ts';
import { statement, type Database } from '../../platform/db/index.ts';
import type { PageLook } from '../../platform/public-pages/index.ts';

/** What forms and public pages are given by wire.ts. */
export interface FormsDeps {
  db: Database;
  keys: SigningKeys;
  /** The tracking host's address, without a slash at the end. */
  publicUrl: string;
  /** What other slices do when a person is erased. */
  followers: readonly ContactFollower[];
}

export interface PublicDeps extends FormsDeps {
  clock: Clock;
}

/** A workspace as its public pages show it. */
export interface Host {
  workspaceId: number;
  name: string;
  postalAddress: string;
  look: PageLook;
}

const isThere = statement('forms.workspace-there', 'select 1 from workspaces where workspace_id = $1');

/** Null: there is no such workspace any more. A logo that lies elsewhere is left out: nothing on a public page is fetched from others. */
export async function findHost({ db, publicUrl }: Pick<FormsDeps, 'db' | 'publicUrl'>, workspaceId: number): Promise<Host | null> {
  if (!(await isThere.maybe(db, [workspaceId]))) return null;
  const { name, postalAddress } = await readSettings(db, workspaceId);
  const { logoUrl, logoAlt, logoWidth, colors, cornerRadius } = await readBrand(db, workspaceId);
  const logo = logoUrl?.startsWith(`${publicUrl}/`) ? { url: logoUrl, alt: logoAlt, width: logoWidth } : null;
  return { workspaceId, name, postalAddress, look: { accent: colors.accent, radius: cornerRadius, logo } };
}
