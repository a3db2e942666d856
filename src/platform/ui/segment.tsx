import type { ReactNode } from 'react';

export interface SegmentOption<Value extends string> {
  value: Value;
  label: ReactNode;
}

/** Two to four ways to look at one thing; one is pressed. */
export function Segment<Value extends string>({ label, options, value, onChange }: { label: string; options: readonly SegmentOption<Value>[]; value: Value; onChange: (value: Value) => void }) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>{option.label}</button>
      ))}
    </div>
  );
}
