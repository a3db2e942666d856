import { useState } from 'react';
import { createEmail } from '../../../craft/emails/contract.ts';
import { starterFor } from '../../../craft/emails/web/index.ts';
import { Banner } from '../../../platform/ui/banner.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { findFlaw, getSequence, listEnrolments, previewSteps, saveSteps, sequenceFigures, step as stepSchema, type SequenceView, type Step } from '../contract.ts';
import { MailDrawer } from './mail-drawer.tsx';
import { StepCard } from './step-card.tsx';
import { StepNumbers } from './step-figures.tsx';
import { flawWords, kindWords, moved, newStep, without } from './step-words.ts';

/** The steps as cards. Nothing goes anywhere before they are saved; saving says whom it touches. */
export function Builder({ sequence }: { sequence: SequenceView }) {
  const toast = useToast();
  const [steps, setSteps] = useState<Step[]>(sequence.steps);
  const [base, setBase] = useState(sequence.version);
  const [writing, setWriting] = useState<{ emailId: number } | null>(null);
  const [dirty, setDirty] = useState(false);
  const readOnly = !sequence.mayChange;
  const figures = useEndpoint(sequenceFigures, { params: { sequenceId: sequence.id } });
  const preview = useAction(previewSteps);
  const save = useAction(saveSteps, {
    refreshes: [getSequence, sequenceFigures, listEnrolments],
    onDone: (saved) => {
      setSteps(saved.steps);
      setBase(saved.version);
      setDirty(false);
      preview.reset();
      toast.say(t('Saved as version {version}', { version: saved.version }));
    },
  });
  const write = useAction(createEmail);
  const change = (next: Step[]) => {
    setSteps(next);
    setDirty(true);
  };
  const nextId = Math.max(0, ...steps.map(({ id }) => id), ...sequence.steps.map(({ id }) => id)) + 1;
  const lastMail = steps.findLast(({ kind }) => kind === 'mail');
  const add = async (kind: Step['kind']) => {
    if (kind !== 'mail') return change([...steps, stepSchema.parse(newStep(kind, nextId, lastMail?.id ?? 1))]);
    const email = await write.mutateAsync({ body: { name: `${sequence.name} · ${nextId}`, ...starterFor('plain') } });
    change([...steps, stepSchema.parse({ id: nextId, kind, emailId: email.id })]);
    setWriting({ emailId: email.id });
  };
  const flaw = steps.length > 0 ? findFlaw(steps) : null;
  const press = () => {
    const body = { steps, expectedVersion: base };
    if (sequence.people.active + sequence.people.waiting + sequence.people.paused === 0) save.mutate({ params: { sequenceId: sequence.id }, body });
    else preview.mutate({ params: { sequenceId: sequence.id }, body: { steps } });
  };
  return (
    <div className="grid gap-4">
      {flaw && <Banner>{t('Step {place}: {flaw}', { place: flaw.at + 1, flaw: t(flawWords[flaw.flaw]) })}</Banner>}
      {steps.length === 0 && <Empty title={t('No steps yet')}>{t('Begin with a mail or a call; put a wait before the next.')}</Empty>}
      <ol className="grid gap-3">
        {steps.map((step, at) => {
          const of = figures.data?.steps.find((one) => one.step === step.id);
          return (
            <StepCard
              key={step.id} step={step} steps={steps} readOnly={readOnly}
              onChange={(next) => change(steps.map((one) => (one.id === step.id ? next : one)))}
              onMove={(by) => change(moved(steps, at, by))} onRemove={() => change(without(steps, step.id))}
              onWrite={() => { if (step.kind === 'mail') setWriting({ emailId: step.emailId }); }}
              figures={of && <StepNumbers sequenceId={sequence.id} of={of} isMail={step.kind === 'mail'} />}
            />
          );
        })}
      </ol>
      {!readOnly && (
        <div className="flex flex-wrap gap-2">
          {(['mail', 'wait', 'call', 'task', 'branch'] as const).map((kind) => (
            <Button key={kind} small disabled={kind === 'branch' && !lastMail} busy={kind === 'mail' && write.isPending} onClick={() => void add(kind)}>{t('Add: {kind}', { kind: t(kindWords[kind]) })}</Button>
          ))}
          <span className="grow" />
          <Button variant="primary" disabled={!dirty || flaw !== null || steps.length === 0} busy={save.isPending || preview.isPending} onClick={press}>{t('Save steps')}</Button>
        </div>
      )}
      {writing && <MailDrawer emailId={writing.emailId} onClose={() => { setWriting(null); setDirty(true); }} />}
      {preview.data && (
        <Confirm open onClose={() => preview.reset()} title={tn(preview.data.underWay, 'Change the steps for {count} person under way?', 'Change the steps for {count} people under way?')} verb={t('Save steps')} busy={save.isPending} onConfirm={() => save.mutate({ params: { sequenceId: sequence.id }, body: { steps, expectedVersion: base } })}>
          <p>{tn(preview.data.otherNext, 'For {count} person another step comes next.', 'For {count} people another step comes next.')} {tn(preview.data.completed, '{count} person would be through.', '{count} people would be through.')} {tn(preview.data.planned, '{count} mail is planned and goes as it is.', '{count} mails are planned and go as they are.')}</p>
        </Confirm>
      )}
    </div>
  );
}
