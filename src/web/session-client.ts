// Which workspace this browser works in, and what happens when the session changes.
import type { QueryClient } from '@tanstack/react-query';
import { getMe } from '../people/workspaces/contract.ts';
import { onSignedOut, setWorkspaceForCalls } from '../platform/ui/call.ts';
import { restartLive } from '../platform/ui/live.ts';
import { endpointKey } from '../platform/ui/queries.ts';

const KEPT = 'workspace';

function keep(id: number | null): void {
  try {
    if (id === null) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, String(id));
  } catch {
    // Without storage a member of several workspaces chooses again next time.
  }
  setWorkspaceForCalls(id);
}

/** Once, before anything is asked. */
export function beginSession(client: QueryClient): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    kept = null;
  }
  const id = Number(kept);
  setWorkspaceForCalls(kept !== null && Number.isSafeInteger(id) && id > 0 ? id : null);
  onSignedOut(() => {
    // Only when somebody was signed in: the question who it is answers 401 itself.
    if (client.getQueryData(endpointKey(getMe, {})) !== undefined) void client.resetQueries({ queryKey: endpointKey(getMe) });
  });
}

/** After signing in or out, or into another workspace: forget what was read, ask anew who it is. */
export async function sessionChanged(client: QueryClient, workspaceId: number | null): Promise<void> {
  keep(workspaceId);
  // Not client.clear(): the gate watches who it is, and must see that go.
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== endpointKey(getMe)[0] });
  restartLive();
  await client.resetQueries({ queryKey: endpointKey(getMe) });
}
