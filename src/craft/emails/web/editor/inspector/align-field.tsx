import { AlignCenter, AlignLeft, AlignRight } from 'lucide-react';
import { Icon } from '../../../../../platform/ui/icon.tsx';
import { Segment } from '../../../../../platform/ui/segment.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import type { FieldsOf } from './inspector.tsx';

type Side = 'left' | 'center' | 'right';

/** Left, centred, right. */
export function AlignField({ node, set }: FieldsOf) {
  return (
    <div className="field">
      <span className="label">{t('Stands')}</span>
      <Segment label={t('Stands')} value={node.attrs['align'] as Side} onChange={(align) => set({ align })} options={[
        { value: 'left', label: <><Icon of={AlignLeft} /> {t('Left')}</> }, { value: 'center', label: <><Icon of={AlignCenter} /> {t('Centre')}</> }, { value: 'right', label: <><Icon of={AlignRight} /> {t('Right')}</> },
      ]} />
    </div>
  );
}
