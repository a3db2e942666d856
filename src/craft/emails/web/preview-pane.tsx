import { ImageOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ApiProblem } from '../../../platform/ui/api-problem.ts';
import { Chip } from '../../../platform/ui/chip.tsx';
import { MailFrame } from '../../../platform/ui/mail-frame.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { PreviewView } from '../contract.ts';

/** The mail as its reader gets it, as it is being written. */
export function PreviewPane({ preview, problem, from, as }: { preview: PreviewView | null; problem: ApiProblem | null; from: string; as: ReactNode }) {
  const [noPictures, setNoPictures] = useState(false);
  if (!preview) return problem ? <Failed error={problem} /> : <SkeletonRows rows={6} />;
  return (
    <section aria-label={t('Preview')}>
      <div className="head">{as}</div>
      {problem && <p className="small" role="alert">{t('The preview stands still: {reason}', { reason: problem.detail })}</p>}
      <MailFrame
        title={preview.subject || t('The mail')}
        html={preview.html}
        text={preview.text}
        blockPictures={noPictures}
        envelope={[[t('From'), from || '–'], [t('To'), preview.filledFor.name], [t('Subject'), preview.subject || '–']]}
        tools={<Chip icon={ImageOff} pressed={noPictures} onPress={() => setNoPictures(!noPictures)}>{t('No pictures')}</Chip>}
      />
    </section>
  );
}
