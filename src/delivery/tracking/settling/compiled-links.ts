import { statement, type Queryable } from '../../../platform/db/index.ts';

/** What judging asks of a compiled email's links. */
export interface CompiledLinks {
  /** Different links that a reader can follow. */
  count: number;
  /** Opt-out and preference links: never counted as clicks. */
  uncounted: ReadonlySet<number>;
  /** Put there for scanners; no reader sees them. */
  hidden: ReadonlySet<number>;
}

interface LinkRow {
  index: number;
  counts?: boolean;
  hidden?: boolean;
}

const readLinks = statement<{ workspace_id: number; id: number; links: LinkRow[] }>('tracking.compiled-links', `
  select workspace_id, id, links from unnest($1::int[], $2::bigint[]) k (workspace_id, id) join compiled_emails using (workspace_id, id)`);

const rememberAtMost = 2000;

/** Reads compiled emails' links, each once: a compiled email never changes. */
export function compiledLinks(): (on: Queryable, emails: readonly { workspaceId: number; compiledId: number }[]) => Promise<(workspaceId: number, compiledId: number) => CompiledLinks> {
  const known = new Map<string, CompiledLinks>();
  const keyOf = (workspaceId: number, compiledId: number) => `${workspaceId} ${compiledId}`;
  return async (on, emails) => {
    if (known.size > rememberAtMost) known.clear();
    const wanted = new Map(emails.map((email) => [keyOf(email.workspaceId, email.compiledId), email]));
    const missing = [...wanted].filter(([key]) => !known.has(key)).map(([, email]) => email);
    if (missing.length > 0) {
      for (const row of await readLinks.rows(on, [missing.map((email) => email.workspaceId), missing.map((email) => email.compiledId)])) known.set(keyOf(row.workspace_id, row.id), linksOf(row.links));
    }
    return (workspaceId, compiledId) => known.get(keyOf(workspaceId, compiledId)) ?? linksOf([]);
  };
}

function linksOf(links: readonly LinkRow[]): CompiledLinks {
  const indexes = (rows: readonly LinkRow[]) => new Set(rows.map((row) => row.index));
  const hidden = indexes(links.filter((link) => link.hidden === true));
  return { hidden, uncounted: indexes(links.filter((link) => link.counts === false)), count: links.filter((link) => !hidden.has(link.index)).length };
}
