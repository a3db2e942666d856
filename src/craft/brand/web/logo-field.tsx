import { useState } from 'react';
import { toProblem } from '../../../platform/ui/api-problem.ts';
import { Button } from '../../../platform/ui/button.tsx';
import { upload } from '../../../platform/ui/call.ts';
import { FieldError } from '../../../platform/ui/field.tsx';
import { FileDrop } from '../../../platform/ui/file-drop.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { NumberField, TextField } from '../../../platform/ui/text-fields.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { t } from '../../../platform/ui/words.ts';
import { defaultBrand, uploadImage, uploadLimitBytes, type Brand } from '../contract.ts';

interface Props {
  draft: Brand;
  onChange: (draft: Brand) => void;
  error: (key: string) => string | undefined;
}

/** The picture on top of designed mails: dropped in, its width and the words for readers without pictures. */
export function LogoField({ draft, onChange, error }: Props) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | undefined>();
  const take = async (file: File) => {
    setBusy(true);
    setRefused(undefined);
    try {
      const image = await upload(uploadImage, { file });
      onChange({ ...draft, logoUrl: image.url, logoWidth: Math.max(24, Math.min(draft.logoWidth, image.width)) });
    } catch (problem) {
      setRefused(toProblem(problem).detail);
    }
    setBusy(false);
  };
  return (
    <section className="grid gap-4">
      <Head title={t('Logo')} end={draft.logoUrl !== null && <Button small variant="quiet" onClick={() => onChange({ ...draft, logoUrl: null })}>{t('Take off')}</Button>} />
      {draft.logoUrl !== null && <div className="paper brand-logo" style={{ background: draft.colors.surface }}><img src={draft.logoUrl} alt={draft.logoAlt || t('The logo')} width={draft.logoWidth} /></div>}
      <FileDrop
        title={busy ? t('Looking at it …') : draft.logoUrl === null ? t('Drop a logo here, or press to choose one') : t('Drop another one here, or press to choose it')}
        hint={t('PNG, JPEG, GIF or WebP, up to {size} MB; best twice as wide as it is shown.', { size: uploadLimitBytes / 1024 / 1024 })}
        accept="image/png,image/jpeg,image/gif,image/webp,.svg" disabled={busy} onFile={(file) => void take(file)}
      />
      <span role="status"><FieldError id="logo-error" error={refused ?? error('logoUrl')} /></span>
      <FieldPair>
        <NumberField label={t('Width in mails')} unit={t('px')} min={24} max={600} value={draft.logoWidth} onChange={(width) => onChange({ ...draft, logoWidth: width ?? defaultBrand.logoWidth })} error={error('logoWidth')} />
        <TextField label={t('Words for readers without pictures')} value={draft.logoAlt} maxLength={200} onChange={(logoAlt) => onChange({ ...draft, logoAlt })} error={error('logoAlt')} />
      </FieldPair>
    </section>
  );
}
