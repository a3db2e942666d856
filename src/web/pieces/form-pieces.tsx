import { Search } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../../platform/ui/api-problem.ts';
import { Checkbox, RadioGroup, SelectField, Switch } from '../../platform/ui/choice-fields.tsx';
import { ComboboxField } from '../../platform/ui/combobox-field.tsx';
import { DateTimeField } from '../../platform/ui/date-time-field.tsx';
import { FileDrop } from '../../platform/ui/file-drop.tsx';
import { FieldPair, Form } from '../../platform/ui/form.tsx';
import { NumberField, TextArea, TextField } from '../../platform/ui/text-fields.tsx';
import { ZoneField } from '../../platform/ui/zone-field.tsx';

const companies = ['Lusitra Freight', 'Nordvik Havn', 'Ostravan Glas', 'Hartmoor Foods'].map((label) => ({ value: label, label, beside: `${label.length} people` }));

export function FormPieces() {
  const [form, setForm] = useState({ name: 'Inês Carvalho', note: '', max: 2 as number | null, list: '', company: 'Lusitra Freight', zone: 'Europe/Lisbon', at: '2026-11-24T09:00:00.000Z', when: 'now', sure: true, track: true, file: '' });
  const set = <K extends keyof typeof form>(key: K) => (value: (typeof form)[K]) => setForm((now) => ({ ...now, [key]: value }));
  const problem = new ApiProblem({ code: 'x', status: 400, title: 'Not saved', detail: 'One field is wrong.', fields: [{ path: 'body.email', message: 'is not an email address' }] });
  return (
    <>
      <section>
        <h2>Fields</h2>
        <Form submit="Save" onSubmit={() => {}}>
          <FieldPair><TextField label="Name" value={form.name} onChange={set('name')} /><TextField label="Search" icon={Search} value="" placeholder="Name or address" onChange={() => {}} optional /></FieldPair>
          <TextField label="Email address" type="email" value="ines@" onChange={() => {}} error={problem.field('email')} hint="Where mail is sent to." />
          <TextArea label="Note" value={form.note} onChange={set('note')} rows={2} optional />
          <FieldPair><NumberField label="At most" value={form.max} onChange={set('max')} unit="mails" min={1} /><SelectField label="List" empty="Choose a list" value={form.list} onChange={set('list')} choices={[{ value: 'docks', label: 'Dock planners' }, { value: 'press', label: 'Press' }]} /></FieldPair>
          <TextField label="Locked" value="cannot be changed" onChange={() => {}} disabled />
        </Form>
      </section>
      <section>
        <h2>Choices</h2>
        <div className="form w-full">
          <FieldPair><ComboboxField label="Company" choices={companies} value={form.company} onChange={set('company')} onCreate={set('company')} /><ZoneField label="Time zone" value={form.zone} onChange={set('zone')} /></FieldPair>
          <DateTimeField label="Send at" value={form.at} onChange={set('at')} zone={form.zone} />
          <RadioGroup label="When" value={form.when} onChange={set('when')} choices={[{ value: 'now', label: 'Now', hint: 'As soon as the gate lets each one through' }, { value: 'at', label: 'At a time' }, { value: 'best', label: 'At the best time', disabled: true }]} />
          <Checkbox label="I have permission to write to them" hint="Kept with your name and the time." checked={form.sure} onChange={set('sure')} />
          <Switch label="Track opens per person" checked={form.track} onChange={set('track')} />
          <Switch label="Totals only" checked={!form.track} onChange={() => set('track')(!form.track)} disabled />
          <FileDrop title={form.file || 'Drop a spreadsheet here, or choose one'} hint="CSV, TSV or XLSX, up to 100 MB" accept=".csv,.tsv,.xlsx" onFile={(file) => set('file')(file.name)} />
        </div>
      </section>
    </>
  );
}
