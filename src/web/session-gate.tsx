import type { ReactNode } from 'react';
import { getMe, getSetup } from '../people/workspaces/contract.ts';
import { Failed } from '../platform/ui/problem.tsx';
import { useEndpoint } from '../platform/ui/queries.ts';
import { SessionContext } from '../platform/ui/session.ts';
import { Brand } from './brand.tsx';
import { DoorsPage } from './access/doors-page.tsx';
import { SignInPage } from './access/sign-in-page.tsx';

/**
 * Lets members through. Others see, at the same address, the two doors while nothing is set up,
 * and the sign-in after that: who has signed in is where they wanted to be.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useEndpoint(getMe);
  const signedOut = me.error?.status === 401;
  const setup = useEndpoint(getSetup, {}, { enabled: signedOut });
  if (me.data && !signedOut) return <SessionContext value={me.data}>{children}</SessionContext>;
  if (me.error && !signedOut) return <Waiting><Failed error={me.error} onRetry={() => void me.refetch()} /></Waiting>;
  if (setup.error) return <Waiting><Failed error={setup.error} onRetry={() => void setup.refetch()} /></Waiting>;
  if (!signedOut || !setup.data) return <Waiting />;
  return setup.data.state === 'empty' ? <DoorsPage /> : <SignInPage />;
}

function Waiting({ children }: { children?: ReactNode }) {
  return <main className="door-page" aria-busy={children === undefined}><Brand />{children}</main>;
}
