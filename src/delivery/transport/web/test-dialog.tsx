import { Check, CircleDashed, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { phrase, t } from '../../../platform/ui/words.ts';
import { listServers, testServer, type ServerView } from '../contract.ts';
import { stepsOf, type ShownStep } from './test-steps.ts';

/** Tries a server step by step and says at which one it fails, and why. Nothing is sent. */
export function TestDialog({ server, startAtOnce, onClose }: { server: ServerView; startAtOnce?: boolean; onClose: () => void }) {
  const me = useMe();
  const [from, setFrom] = useState(me.member.email);
  const test = useAction(testServer, { quiet: true, refreshes: [listServers] });
  const run = () => test.mutate({ params: { serverId: server.id }, body: from.trim() ? { from: from.trim() } : {} });
  useEffect(() => {
    if (startAtOnce) run();
    // Once, as the dialog opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const result = test.data ?? null;
  return (
    <Dialog open onClose={onClose} title={t('Test {name}', { name: server.name })} under={t('Connects and signs in as for real mail, up to the point where the server accepts the sender. Nothing is sent.')}>
      <Form submit={result ? t('Test again') : t('Test')} busy={test.isPending} problem={test.error} onSubmit={run}>
        <TextField label={t('As sender')} optional type="email" value={from} onChange={setFrom} error={test.error?.field('from')} hint={t('Some servers accept only addresses of their own')} />
        <ol className="list" aria-label={t('Steps')}>{stepsOf(server, test.isPending ? null : result).map((step) => <Step key={step.step} step={step} trying={test.isPending} />)}</ol>
        <p aria-live="polite" className="strong">{test.isPending ? t('Trying…') : result === null ? '' : result.ok ? t('This server works.') : t('This server cannot be used yet. Mend what the step says, and test again.')}</p>
      </Form>
    </Dialog>
  );
}

const signs = { done: Check, failed: X, waiting: CircleDashed, unreached: CircleDashed } as const;
const verdictWords = { done: phrase('done'), failed: phrase('failed'), waiting: phrase('not tried yet'), unreached: phrase('not reached') } as const;

function Step({ step, trying }: { step: ShownStep; trying: boolean }) {
  const open = step.verdict === 'waiting' || step.verdict === 'unreached';
  return (
    <li className="py-2" style={{ alignItems: 'start' }}>
      <Icon of={signs[step.verdict]} />
      <span className="min-w-0" style={{ overflowWrap: 'anywhere' }}>
        <span className={open ? 'soft' : 'strong'}>{step.name}: {trying ? t('on its way') : t(verdictWords[step.verdict])}</span>
        {step.words && <span className="soft block">{step.words}</span>}
      </span>
    </li>
  );
}
