import { Pause, Play, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../../platform/ui/banner.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import { Checkbox } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { usePlace, useQueryValue } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { WindowFields } from '../../campaigns/web/index.ts';
import { changeSequence, getSequence, listSequences, type SequenceView } from '../contract.ts';
import { Builder } from './builder.tsx';
import { EnrolManyDialog } from './enrol-dialog.tsx';
import { EnrolmentsTable } from './enrolments-table.tsx';

/** One sequence: its steps with what came of them, and the people in it. */
export function SequencePage() {
  const { params } = usePlace();
  const sequence = useEndpoint(getSequence, { params: { sequenceId: Number(params['sequenceId']) } });
  useFreshOn(['sequence'], [getSequence], { atMostEveryMs: 3000 });
  return <Loaded query={sequence} waiting={<TopBar title={t('Sequence')} crumb={{ label: t('Sequences'), href: '/sequences' }} />}>{(data) => <Whole key={data.id} sequence={data} />}</Loaded>;
}

function Whole({ sequence }: { sequence: SequenceView }) {
  const [tab, setTab] = useQueryValue('show', 'steps');
  const [open, setOpen] = useState<'enrol' | 'settings' | null>(null);
  const change = useAction(changeSequence, { refreshes: [getSequence, listSequences] });
  const paused = sequence.pausedAt !== null;
  const all = sequence.people.active + sequence.people.waiting + sequence.people.paused + sequence.people.finished;
  return (
    <>
      <TopBar
        title={sequence.name} crumb={{ label: t('Sequences'), href: '/sequences' }}
        actions={sequence.mayChange && (
          <>
            <Button onClick={() => setOpen('settings')}>{t('Hours and rules')}</Button>
            {sequence.version > 0 && <Button icon={paused ? Play : Pause} busy={change.isPending} onClick={() => change.mutate({ params: { sequenceId: sequence.id }, body: { paused: !paused } })}>{paused ? t('Go on') : t('Pause')}</Button>}
            {sequence.version > 0 && <Button variant="primary" icon={UserPlus} hotkey="e" onClick={() => setOpen('enrol')}>{t('Enrol people')}</Button>}
          </>
        )}
      />
      {paused && <Banner>{t('This sequence is paused: nothing goes out, and everybody keeps their place.')}</Banner>}
      <div className="filters"><Tabs label={t('Parts of the sequence')} value={tab} onChange={setTab} tabs={[{ value: 'steps', label: t('Steps'), count: sequence.steps.length }, { value: 'people', label: t('People'), count: all }]} /></div>
      <Pad>{tab === 'people' ? <EnrolmentsTable sequenceId={sequence.id} /> : <Builder sequence={sequence} />}</Pad>
      {open === 'enrol' && <EnrolManyDialog sequenceId={sequence.id} onClose={() => setOpen(null)} />}
      {open === 'settings' && <SettingsDialog sequence={sequence} onClose={() => setOpen(null)} />}
    </>
  );
}

function SettingsDialog({ sequence, onClose }: { sequence: SequenceView; onClose: () => void }) {
  const [name, setName] = useState(sequence.name);
  const [window, setWindow] = useState(sequence.window);
  const [shared, setShared] = useState(sequence.shared);
  const [stopOnColleague, setStop] = useState(sequence.stopOnColleague);
  const change = useAction(changeSequence, { refreshes: [getSequence, listSequences], quiet: true, onDone: onClose });
  return (
    <Dialog open onClose={onClose} title={t('Hours and rules')}>
      <Form submit={t('Save')} busy={change.isPending} disabled={name.trim() === ''} problem={change.error} onSubmit={() => change.mutate({ params: { sequenceId: sequence.id }, body: { name, window, shared, stopOnColleague } })}>
        <TextField label={t('Name')} value={name} onChange={setName} maxLength={200} />
        <WindowFields window={window} onChange={(next) => setWindow({ ...next, weekdays: [...next.weekdays] })} />
        <Checkbox label={t('The whole team may use it')} checked={shared} onChange={setShared} />
        <Checkbox label={t('Stop for everybody of a company when one of them replies')} checked={stopOnColleague} onChange={setStop} />
      </Form>
    </Dialog>
  );
}
