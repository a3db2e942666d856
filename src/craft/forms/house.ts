import type { ContactFollower } from '../../people/contacts/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import type { SigningKeys } from '../../delivery/tracking/index.ts';
import type { Clock } from '../../platform/clock/index.ts';
import { statement, type Database, type Queryable } from '../../platform/db/index.ts';
import { plainLook, type PageLook } from '../../platform/public-pages/index.ts';

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

/** Null: there is no such workspace any more. */
export async function findHost(on: Queryable, workspaceId: number): Promise<Host | null> {
  if (!(await isThere.maybe(on, [workspaceId]))) return null;
  const { name, postalAddress } = await readSettings(on, workspaceId);
  return { workspaceId, name, postalAddress, look: plainLook };
}
