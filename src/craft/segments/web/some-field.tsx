import { useState } from 'react';
import { Chip } from '../../../platform/ui/chip.tsx';
import { ComboboxField, type ComboChoice } from '../../../platform/ui/combobox-field.tsx';

/** Some of many: the chosen ones as words that can be taken away, and a field that finds more. */
export function SomeField({ label, placeholder, choices, values, names, onChange, onSearch, onCreate }: {
  label: string;
  placeholder: string;
  choices: readonly ComboChoice[];
  values: readonly string[];
  /** What was chosen is called, where `choices` no longer holds it. */
  names: ReadonlyMap<string, string>;
  onChange: (values: string[]) => void;
  onSearch?: (text: string) => void;
  onCreate?: (text: string) => void;
}) {
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  const nameOf = (value: string) => choices.find((choice) => choice.value === value)?.label ?? seen.get(value) ?? names.get(value) ?? value;
  const add = (value: string) => {
    setSeen(new Map([...seen, [value, nameOf(value)]]));
    onChange([...values, value]);
  };
  return (
    <div className="grid gap-2 min-w-0">
      {values.length > 0 && <div className="flex flex-wrap gap-2">{values.map((value) => <Chip key={value} onRemove={() => onChange(values.filter((each) => each !== value))}>{nameOf(value)}</Chip>)}</div>}
      <ComboboxField quiet label={label} placeholder={placeholder} choices={choices.filter(({ value }) => !values.includes(value))} value="" onChange={add} {...(onSearch ? { onSearch } : {})} {...(onCreate ? { onCreate } : {})} />
    </div>
  );
}
