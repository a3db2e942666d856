// Who looks at the screen. The web shell fills it; slices' pages read it.
import { createContext, useContext } from 'react';
import type { Role, Team } from '../identity/index.ts';

export type { Role, Team };

/** What GET /api/v1/me answers (people/workspaces owns the contract; a slice cannot be imported from here). */
export interface Me {
  member: { id: number; name: string; email: string; team: Team | 'both'; role: Role; language: string | null };
  workspace: { id: number; name: string; timeZone: string; isDemo: boolean; trackingMode: 'per-person' | 'totals-only' };
  workspaces: { id: number; name: string; isDemo: boolean }[];
  permissions: string[];
  banner: { localMailbox: boolean };
}

export const SessionContext = createContext<Me | null>(null);

/** The signed-in member, the workspace and what may be done. Only below the session gate. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('useMe is for pages behind the session gate.');
  return me;
}

/** Hides what the routes would refuse: `useCan('canSend')`. The server decides all the same. */
export function useCan(permission: string): boolean {
  return useMe().permissions.includes(permission);
}

/** The zone times are shown in: this browser's own. */
export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
