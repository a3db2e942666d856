import { Check, X } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { listServers, testServer, type ServerView, type serverTest } from '../contract.ts';

const stepNames = {
  resolve: 'Find the server', connect: 'Connect', greeting: 'Greeting', hello: 'Introduce ourselves', encrypt: 'Encrypt', login: 'Sign in', sender: 'Be accepted as sender',
} as const;

/** Tries a server step by step and says at which one it fails, and why. Nothing is sent. */
export function TestDialog({ server, onClose }: { server: ServerView; onClose: () => void }) {
  const [from, setFrom] = useState('');
  const [result, setResult] = useState<z.infer<typeof serverTest> | null>(null);
  const test = useAction(testServer, { quiet: true, refreshes: [listServers], onDone: setResult });
  return (
    <Dialog open onClose={onClose} title={`Test ${server.name}`} under="Connects and signs in as for real mail, up to the point where the server accepts the sender. Nothing is sent.">
      <Form submit={result ? 'Test again' : 'Test'} busy={test.isPending} problem={test.error} onSubmit={() => test.mutate({ params: { serverId: server.id }, body: from ? { from } : {} })}>
        <TextField label="As sender" optional type="email" placeholder="news@example.com" value={from} onChange={setFrom} error={test.error?.field('from')} hint="Some servers accept only addresses of their own" />
        <div aria-live="polite">
          {result && (
            <ol className="grid gap-2 mb-3">
              {result.steps.map((step) => (
                <li key={step.step} className="flex gap-2">
                  <Icon of={step.ok ? Check : X} />
                  <span><span className="strong">{stepNames[step.step]}{step.ok ? '' : ': failed'}</span> <span className="soft" style={{ overflowWrap: 'anywhere' }}>{step.words}</span></span>
                </li>
              ))}
            </ol>
          )}
          {result?.ok && <p>This server works.</p>}
        </div>
      </Form>
    </Dialog>
  );
}
