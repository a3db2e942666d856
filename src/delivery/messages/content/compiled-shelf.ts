import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { TrackingLinks } from '../../tracking/index.ts';
import { keep } from '../../../platform/words/contract.ts';
import { compiledContent, type CompiledContent, type CompiledLink } from './compiled-email.ts';
import { prepareCompiled, type Prepared, type Purpose } from './prepare-compiled.ts';

/** A compiled email as the sender keeps it: read and checked once, prepared once a purpose. */
export interface ShelvedEmail {
  workspaceId: number;
  compiledId: number;
  /** Why it cannot be used, for nobody; null: it can. */
  problem: string | null;
  senderName: string;
  fromAddress: string;
  required: readonly string[];
  /** Throws when `problem` is set. */
  prepared(source: { purpose: Purpose; sourceKind: string; sourceId: number }): Prepared;
}

export interface CompiledShelf {
  /** The compiled emails with these ids; those not on the shelf are read in one statement. */
  take(db: Queryable, workspaceId: number, compiledIds: readonly number[]): Promise<Map<number, ShelvedEmail>>;
}

const readCompiled = statement<{ id: number; content: unknown; links: CompiledLink[] }>('messages.read-compiled', `
  select id, content, links from compiled_emails where workspace_id = $1 and id = any($2::bigint[])`);

/** Keeps the `size` compiled emails used last. Compiled emails never change, so nothing goes stale. */
export function createShelf(links: TrackingLinks, size = 50): CompiledShelf {
  const kept = new Map<string, ShelvedEmail>();
  const put = (email: ShelvedEmail) => {
    const key = `${email.workspaceId}/${email.compiledId}`;
    kept.delete(key);
    kept.set(key, email);
    if (kept.size > size) kept.delete(kept.keys().next().value!);
  };
  return {
    async take(db, workspaceId, compiledIds) {
      const taken = new Map<number, ShelvedEmail>();
      for (const id of new Set(compiledIds)) {
        const email = kept.get(`${workspaceId}/${id}`);
        if (email) taken.set(id, email);
      }
      const missing = [...new Set(compiledIds)].filter((id) => !taken.has(id));
      if (missing.length > 0) {
        for (const row of await readCompiled.rows(db, [workspaceId, missing])) taken.set(row.id, shelve(workspaceId, row.id, row.content, row.links, links));
      }
      for (const email of taken.values()) put(email);
      return taken;
    },
  };
}

function shelve(workspaceId: number, compiledId: number, stored: unknown, links: readonly CompiledLink[], tracking: TrackingLinks): ShelvedEmail {
  const read = compiledContent.safeParse(stored);
  const content = read.success ? read.data : null;
  const known = new Map<string, Prepared>();
  const prepared: ShelvedEmail['prepared'] = ({ purpose, sourceKind, sourceId }) => {
    if (!content) throw new Error(keep('the compiled email cannot be read'));
    const key = `${purpose} ${sourceKind} ${sourceId}`;
    const there = known.get(key);
    if (there) return there;
    const made = prepareCompiled({ workspaceId, compiledId, content, links, purpose, sourceKind, sourceId }, tracking);
    known.set(key, made);
    return made;
  };
  return {
    workspaceId, compiledId, prepared,
    problem: content ? problemOf(content, prepared) : keep('the compiled email cannot be read'),
    senderName: content?.from.name ?? '',
    fromAddress: content?.from.address ?? '',
    required: content?.required ?? [],
  };
}

function problemOf(content: CompiledContent, prepared: ShelvedEmail['prepared']): string | null {
  try {
    prepared({ purpose: 'internal', sourceKind: 'check', sourceId: content.format });
    return null;
  } catch (error) {
    return (error as Error).message.slice(0, 300);
  }
}
