import { useMemo } from 'react';
import { ComboboxField } from './combobox-field.tsx';
import type { FieldWords } from './field.tsx';
import { formatClock } from './format-time.ts';
import { useNow } from './time-stamp.tsx';
import { t } from './words.ts';

/** A time zone, found by its city; the clock there stands beside it. */
export function ZoneField({ value, onChange, ...words }: FieldWords & { value: string; onChange: (zone: string) => void }) {
  const now = useNow();
  const choices = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    const zones = known.includes('UTC') ? known : ['UTC', ...known];
    return (zones.includes(value) || value === '' ? zones : [value, ...zones]).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
  }, [value]);
  return <ComboboxField {...words} choices={choices} value={value} onChange={onChange} hint={words.hint ?? (value ? t('It is {now} there now.', { now: formatClock(now, value) }) : undefined)} />;
}
