import { Switch } from '../../../../../platform/ui/choice-fields.tsx';
import { Segment } from '../../../../../platform/ui/segment.tsx';
import { TextField } from '../../../../../platform/ui/text-fields.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import { addressMeant } from '../address-meant.ts';
import { AlignField } from './align-field.tsx';
import type { FieldsOf } from './inspector.tsx';

export function ButtonFields(given: FieldsOf) {
  const { node, set } = given;
  const href = String(node.attrs['href']);
  return (
    <>
      <TextField label={t('Leads to')} placeholder={t('https://')} value={href} hint={href === '' ? t('A button needs an address. It may hold variables.') : undefined} onChange={(next) => set({ href: next })} onBlur={() => { if (addressMeant(href) !== href) set({ href: addressMeant(href) }); }} />
      <div className="field">
        <span className="label">{t('Look')}</span>
        <Segment label={t('Look')} value={node.attrs['variant'] as 'filled' | 'outline'} onChange={(variant) => set({ variant })} options={[{ value: 'filled', label: t('Filled') }, { value: 'outline', label: t('Outline') }]} />
      </div>
      <AlignField {...given} />
      <Switch label={t('As wide as the mail')} checked={node.attrs['wide'] === true} onChange={(wide) => set({ wide })} />
    </>
  );
}
