import { ArrowDown, ArrowUp, GitBranch, ListTodo, Mail, Phone, Timer, Trash2, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Checkbox, SelectField } from '../../../platform/ui/choice-fields.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { NumberField, TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { Step } from '../contract.ts';
import { stepWords } from './step-words.ts';

const icons: Readonly<Record<Step['kind'], LucideIcon>> = { mail: Mail, call: Phone, task: ListTodo, wait: Timer, branch: GitBranch };

export interface StepCardProps {
  step: Step;
  steps: readonly Step[];
  readOnly: boolean;
  onChange: (step: Step) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  onWrite: () => void;
  figures: ReactNode;
}

/** One step: what it does, and what came of it. */
export function StepCard({ step, steps, readOnly, onChange, onMove, onRemove, onWrite, figures }: StepCardProps) {
  const place = (id: number) => steps.findIndex((one) => one.id === id) + 1;
  const here = place(step.id);
  return (
    <li className="border rounded-md p-3 grid gap-3" style={{ marginInlineStart: step.under ? 24 : 0, borderColor: 'var(--line)' }}>
      <div className="flex flex-wrap items-center gap-2">
        <Icon of={icons[step.kind]} /><span className="faint">{here}</span><span className="strong grow">{stepWords(step, place)}</span>
        {!readOnly && (
          <span className="acts">
            <Button small variant="quiet" iconOnly icon={ArrowUp} disabled={here === 1} onClick={() => onMove(-1)}>{t('Move step {place} up', { place: here })}</Button>
            <Button small variant="quiet" iconOnly icon={ArrowDown} disabled={here === steps.length} onClick={() => onMove(1)}>{t('Move step {place} down', { place: here })}</Button>
            <Button small variant="quiet" iconOnly icon={Trash2} onClick={onRemove}>{t('Take step {place} out', { place: here })}</Button>
          </span>
        )}
      </div>
      {!readOnly && <StepFields step={step} steps={steps} onChange={onChange} onWrite={onWrite} />}
      {figures}
    </li>
  );
}

function StepFields({ step, steps, onChange, onWrite }: Pick<StepCardProps, 'step' | 'steps' | 'onChange' | 'onWrite'>) {
  const before = steps.slice(0, steps.findIndex(({ id }) => id === step.id));
  const named = (kind: Step['kind']) => before.flatMap((one, at) => (one.kind === kind ? [{ value: String(one.id), label: t('Step {place}', { place: at + 1 }) }] : []));
  const branches = before.filter(({ kind }) => kind === 'branch');
  return (
    <div className="grid gap-3">
      {step.kind === 'mail' && (
        <div className="flex flex-wrap items-center gap-4">
          <Button small onClick={onWrite}>{t('Write the mail')}</Button>
          <Checkbox label={t('Look over each before it goes')} checked={step.lookOver} onChange={(lookOver) => onChange({ ...step, lookOver })} />
          <Checkbox label={t('Answer in the same thread')} checked={step.inThread} onChange={(inThread) => onChange({ ...step, inThread })} />
        </div>
      )}
      {(step.kind === 'call' || step.kind === 'task') && <TextField label={t('What to do')} value={step.title} maxLength={200} onChange={(title) => onChange({ ...step, title })} />}
      {step.kind === 'wait' && (
        <FieldPair>
          <NumberField label={t('How long')} value={step.amount} min={1} max={365} onChange={(amount) => onChange({ ...step, amount: Math.min(365, Math.max(1, Math.round(amount ?? 1))) })} />
          <SelectField label={t('Of what')} value={step.unit} onChange={(unit) => onChange({ ...step, unit })} choices={[{ value: 'working-days', label: t('Working days') }, { value: 'hours', label: t('Hours') }]} />
        </FieldPair>
      )}
      {step.kind === 'branch' && (
        <FieldPair>
          <SelectField label={t('What a person did')} value={step.asks} onChange={(asks) => onChange({ ...step, asks })} choices={[{ value: 'opened', label: t('Opened it') }, { value: 'clicked', label: t('Clicked a link') }]} />
          <SelectField label={t('Which mail')} value={String(step.of)} onChange={(of) => onChange({ ...step, of: Number(of) })} choices={named('mail')} />
        </FieldPair>
      )}
      {branches.length > 0 && (
        <SelectField
          label={t('For whom')} value={step.under ? `${step.under.branch} ${step.under.arm}` : 'all'}
          onChange={(value) => {
            const [branch, arm] = value.split(' ');
            onChange({ ...step, under: value === 'all' ? null : { branch: Number(branch), arm: arm === 'yes' ? 'yes' : 'no' } });
          }}
          choices={[{ value: 'all', label: t('Everybody') }, ...branches.flatMap(({ id }) => {
            const place = steps.findIndex((one) => one.id === id) + 1;
            return [{ value: `${id} yes`, label: t('Step {place}: yes', { place }) }, { value: `${id} no`, label: t('Step {place}: no', { place }) }];
          })]}
        />
      )}
    </div>
  );
}
