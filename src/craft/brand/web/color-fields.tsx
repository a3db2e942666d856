import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Field } from '../../../platform/ui/field.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { phrase, t } from '../../../platform/ui/words.ts';
import { contrastWords, lowContrasts, type Brand } from '../contract.ts';

type Colors = Brand['colors'];

const names = {
  accent: phrase('Buttons'), link: phrase('Links'), text: phrase('Text'), surface: phrase('Paper, behind the text'), background: phrase('Around the paper'),
} as const satisfies Record<keyof Colors, unknown>;

interface Props {
  colors: Colors;
  onChange: (colors: Colors) => void;
  error: (key: string) => string | undefined;
}

/** Five colours, and a sentence for each two that are hard to tell apart. */
export function ColorFields({ colors, onChange, error }: Props) {
  const warnings = lowContrasts(colors);
  return (
    <section className="grid gap-4">
      <Head title={t('Colours')} />
      <div className="brand-colors">
        {(Object.keys(names) as (keyof Colors)[]).map((key) => (
          <ColorField key={key} label={t(names[key])} value={colors[key]} onChange={(value) => onChange({ ...colors, [key]: value })} error={error(`colors.${key}`)} />
        ))}
      </div>
      <div role="status" className="grid gap-2">
        {warnings.map((warning) => <p key={warning.pair} className="error"><Icon of={TriangleAlert} />{contrastWords(warning)}</p>)}
      </div>
    </section>
  );
}

/** Picked, or written as #rrggbb; what is half written changes nothing yet. */
function ColorField({ label, value, onChange, error }: { label: string; value: string; onChange: (value: string) => void; error: string | undefined }) {
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  const write = (text: string) => {
    setWritten(text);
    const full = text.startsWith('#') ? text : `#${text}`;
    if (/^#[0-9a-f]{6}$/i.test(full)) onChange(full.toLowerCase());
  };
  return (
    <Field label={label} error={error}>
      {(control) => (
        <span className="brand-color">
          <input type="color" aria-label={t('{name}: pick a colour', { name: label })} value={value} onChange={(event) => onChange(event.target.value)} />
          <input className="input" value={written} maxLength={7} spellCheck={false} onChange={(event) => write(event.target.value)} onBlur={() => setWritten(value)} {...control} />
        </span>
      )}
    </Field>
  );
}
