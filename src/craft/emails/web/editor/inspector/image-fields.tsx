import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { toProblem } from '../../../../../platform/ui/api-problem.ts';
import { Checkbox } from '../../../../../platform/ui/choice-fields.tsx';
import { FileDrop } from '../../../../../platform/ui/file-drop.tsx';
import { formatBytes } from '../../../../../platform/ui/format.ts';
import { NumberField, TextField } from '../../../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../../../platform/ui/toast.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import { addressMeant } from '../address-meant.ts';
import { placeOfBlock } from '../blocks.ts';
import { imageWidths } from '../image-view.ts';
import { aspectOf, uploadImage, type UploadedImage } from '../upload-image.ts';
import { ImageShelf } from './image-shelf.tsx';
import { AlignField } from './align-field.tsx';
import type { FieldsOf } from './inspector.tsx';

export function ImageFields(given: FieldsOf & { editor: Editor; at: number }) {
  const { node, set } = given;
  const { alt, decorative, width, href, bytes } = node.attrs as { alt: string; decorative: boolean; width: number | null; href: string | null; bytes: number | null };
  return (
    <>
      <PictureField {...given} />
      <TextField label={t('Description')} value={alt} disabled={decorative} maxLength={1000} onChange={(next) => set({ alt: next })} hint={t('What it shows, for whoever cannot see it or has pictures off.')} error={alt === '' && !decorative ? t('Say in a few words what it shows.') : undefined} />
      <Checkbox label={t('Only decoration: nothing to describe')} checked={decorative} onChange={(next) => set({ decorative: next, ...(next ? { alt: '' } : {}) })} />
      <NumberField label={t('Width')} unit={t('px')} min={imageWidths.least} max={imageWidths.most} value={width} onChange={(next) => { if (next === null || (next >= 8 && next <= 1200)) set({ width: next === null ? null : Math.round(next) }); }} hint={bytes === null ? t('Empty: as wide as there is room.') : t('Empty: as wide as there is room. {size} to load.', { size: formatBytes(bytes) })} />
      <AlignField {...given} />
      <TextField label={t('Leads to')} optional placeholder={t('https://')} value={href ?? ''} onChange={(next) => set({ href: next === '' ? null : next })} onBlur={() => { if (href && addressMeant(href) !== href) set({ href: addressMeant(href) }); }} />
    </>
  );
}

/** Another file in its place. */
function PictureField({ node, editor }: FieldsOf & { editor: Editor; at: number }) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const show = (image: UploadedImage) => {
    const at = placeOfBlock(editor.state.doc, String(node.attrs['id']));
    if (at !== null) editor.view.dispatch(editor.state.tr.setNodeAttribute(at, 'src', image.url).setNodeAttribute(at, 'bytes', image.bytes).setNodeAttribute(at, 'aspect', aspectOf(image)));
  };
  const take = async (file: File) => {
    setBusy(true);
    try {
      show(await uploadImage(file));
    } catch (error) {
      toast.problem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <FileDrop title={busy ? t('Uploading') : node.attrs['src'] ? t('Take another picture') : t('Choose a picture')} accept="image/png,image/jpeg,image/gif,image/webp" disabled={busy} onFile={(file) => void take(file)} />
      <div><ImageShelf onPick={show} /></div>
    </>
  );
}
