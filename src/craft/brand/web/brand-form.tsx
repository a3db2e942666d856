import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { FieldPair, Form } from '../../../platform/ui/form.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { NumberField, TextArea } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { changeBrand, defaultBrand, fontStacks, getBrand, type Brand } from '../contract.ts';
import { ColorFields } from './color-fields.tsx';
import { LogoField } from './logo-field.tsx';
import { SocialFields } from './social-fields.tsx';

const fonts = Object.entries(fontStacks).map(([label, value]) => ({ value: value as string, label }));

interface Props {
  saved: Brand;
  draft: Brand;
  onChange: (draft: Brand) => void;
  mayChange: boolean;
}

/** Logo, colours, fonts, footer, social addresses. */
export function BrandForm({ saved, draft, onChange, mayChange }: Props) {
  const toast = useToast();
  const save = useAction(changeBrand, { quiet: true, refreshes: [getBrand], onDone: ({ brand }) => { onChange(brand); toast.say(t('Brand saved')); } });
  const set = <Key extends keyof Brand>(key: Key) => (value: Brand[Key]): void => onChange({ ...draft, [key]: value });
  const error = (key: string): string | undefined => save.error?.field(key);
  const changed = JSON.stringify(saved) !== JSON.stringify(draft);
  return (
    <Form submit={t('Save')} busy={save.isPending} disabled={!mayChange || !changed} problem={save.error} onSubmit={() => save.mutate({ body: draft })}>
      <fieldset className="form" disabled={!mayChange}>
        <LogoField draft={draft} onChange={onChange} error={error} />
        <ColorFields colors={draft.colors} onChange={set('colors')} error={error} />
        <section className="grid gap-4">
          <Head title={t('Fonts and corners')} />
          <FieldPair>
            <SelectField label={t('Headings')} choices={fonts} value={draft.fonts.heading} onChange={(heading) => set('fonts')({ ...draft.fonts, heading })} />
            <SelectField label={t('Text')} choices={fonts} value={draft.fonts.body} onChange={(body) => set('fonts')({ ...draft.fonts, body })} />
          </FieldPair>
          <p className="hint">{t('Fonts that readers’ machines have. Web fonts are left out: most mail programs ignore them, and they would tell a third party who reads.')}</p>
          <NumberField label={t('Round corners')} unit={t('px')} min={0} max={32} value={draft.cornerRadius} onChange={(value) => set('cornerRadius')(value ?? defaultBrand.cornerRadius)} error={error('cornerRadius')} />
        </section>
        <section className="grid gap-4">
          <Head title={t('Footer')} />
          <TextArea label={t('Words in every footer')} optional rows={3} value={draft.footerText} onChange={set('footerText')} error={error('footerText')} hint={t('The postal address and the way out follow by themselves.')} />
          <SocialFields items={draft.social} onChange={set('social')} error={error} />
        </section>
      </fieldset>
    </Form>
  );
}
