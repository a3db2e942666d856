import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { Field } from '../../../platform/ui/field.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { locale, t } from '../../../platform/ui/words.ts';
import { getHolidays, setHolidays } from '../contract.ts';

const aDayMs = 86_400_000;
const mostAtOnce = 60;

/** Days on which nothing leaves by itself. */
export function DaysOff() {
  const holidays = useEndpoint(getHolidays);
  const save = useAction(setHolidays, { refreshes: [getHolidays] });
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  return (
    <Loaded query={holidays}>{({ days }) => (
      <form className="grid max-w-[480px] gap-3" onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: { days: [...new Set([...days, ...daysBetween(from, until || from)])] } }, { onSuccess: () => { setFrom(''); setUntil(''); } });
      }}>
        {days.length > 0 && <div className="chips" role="group" aria-label={t('Days off')}>{days.map((day) => <Chip key={day} onRemove={() => save.mutate({ body: { days: days.filter((one) => one !== day) } })}>{spelled(day)}</Chip>)}</div>}
        <FieldPair>
          <Field label={t('First day off')}>{(control) => <input {...control} className="input" type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />}</Field>
          <Field label={t('Last day off')} optional hint={t('Empty: one day')}>{(control) => <input {...control} className="input" type="date" min={from} value={until} onChange={(event) => setUntil(event.target.value)} />}</Field>
        </FieldPair>
        <div><Button type="submit" busy={save.isPending}>{t('Add days off')}</Button></div>
      </form>
    )}</Loaded>
  );
}

function daysBetween(from: string, until: string): string[] {
  const [first, last] = [Date.parse(from), Date.parse(until)];
  if (Number.isNaN(first) || Number.isNaN(last)) return [];
  const count = Math.min(mostAtOnce, Math.floor((last - first) / aDayMs) + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => new Date(first + index * aDayMs).toISOString().slice(0, 10));
}

const spelled = (day: string): string => new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));
