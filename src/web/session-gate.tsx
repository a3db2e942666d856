import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { getMe, getSetup } from '../people/workspaces/contract.ts';
import { Failed } from '../platform/ui/problem.tsx';
import { useEndpoint } from '../platform/ui/queries.ts';
import { SessionContext } from '../platform/ui/session.ts';
import { useLocale } from '../platform/ui/words.ts';
import { Brand } from './brand.tsx';
import { DoorsPage } from './access/doors-page.tsx';
import { SignInPage } from './access/sign-in-page.tsx';
import { sessionChanged } from './session-client.ts';
import { change, languageFor } from './speaking.ts';

/**
 * Lets members through. Others see, at the same address, the two doors while nothing is set up,
 * and the sign-in after that: who has signed in is where they wanted to be.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useEndpoint(getMe);
  const client = useQueryClient();
  const signedOut = me.error?.status === 401;
  // The company this browser remembers is no longer one of ours: the first of those left, then.
  const lost = me.error?.status === 404;
  useEffect(() => {
    if (lost) void sessionChanged(client, null);
  }, [client, lost]);
  const setup = useEndpoint(getSetup, {}, { enabled: signedOut });
  const spoken = useLocale();
  const wanted = me.data ? languageFor(me.data.member.language) : spoken;
  useEffect(() => {
    // What was read holds sentences of the server's in the language before.
    if (wanted !== spoken) void change(wanted).then(() => client.invalidateQueries());
  }, [client, wanted, spoken]);
  if (me.data && !signedOut) {
    if (wanted !== spoken) return <Waiting />;
    return (
      <SessionContext value={me.data}>
        {children}
        {/* Makes this browser known to the tracking address: what its owner opens and clicks is not counted. */}
        {me.data.memberPixel && <img className="sr" src={me.data.memberPixel} alt="" />}
      </SessionContext>
    );
  }
  if (me.error && !signedOut) return <Waiting><Failed error={me.error} onRetry={() => void me.refetch()} /></Waiting>;
  if (setup.error) return <Waiting><Failed error={setup.error} onRetry={() => void setup.refetch()} /></Waiting>;
  if (!signedOut || !setup.data) return <Waiting />;
  return setup.data.state === 'empty' ? <DoorsPage /> : <SignInPage />;
}

function Waiting({ children }: { children?: ReactNode }) {
  return <main className="door-page" aria-busy={children === undefined}><Brand />{children}</main>;
}
