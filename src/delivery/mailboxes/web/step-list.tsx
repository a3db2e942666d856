import { Check, CircleDashed, X } from 'lucide-react';
import { Icon } from '../../../platform/ui/icon.tsx';
import { phrase, t } from '../../../platform/ui/words.ts';
import type { ShownStep } from './mailbox-steps.ts';

const signs = { done: Check, failed: X, trying: CircleDashed, waiting: CircleDashed, unreached: CircleDashed } as const;
const verdictWords = { done: phrase('done'), failed: phrase('failed'), trying: phrase('on its way'), waiting: phrase('not tried yet'), unreached: phrase('not reached') } as const;

/** The steps of a test as they are taken; of one that failed, why. */
export function StepList({ steps }: { steps: readonly ShownStep[] }) {
  return (
    <ol className="list small" aria-label={t('Steps')} aria-live="polite">
      {steps.map((step) => (
        <li key={step.key} className="py-1" style={{ alignItems: 'start' }}>
          <Icon of={signs[step.verdict]} />
          <span className="min-w-0" style={{ overflowWrap: 'anywhere' }}>
            <span className={step.verdict === 'done' || step.verdict === 'failed' ? 'strong' : 'soft'}>{step.name}: {t(verdictWords[step.verdict])}</span>
            {step.words && <span className="soft block">{step.words}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
