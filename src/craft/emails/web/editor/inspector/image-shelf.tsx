import { useState } from 'react';
import { Button } from '../../../../../platform/ui/button.tsx';
import { Dialog } from '../../../../../platform/ui/dialog.tsx';
import { formatBytes } from '../../../../../platform/ui/format.ts';
import { usePages } from '../../../../../platform/ui/queries.ts';
import { t } from '../../../../../platform/ui/words.ts';
import { listImages, type ImageView } from '../../../../brand/contract.ts';

/** A picture that is here already, newest first: it takes no more room, and readers’ programs may know it. */
export function ImageShelf({ onPick }: { onPick: (image: ImageView) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small onClick={() => setOpen(true)}>{t('Use one that is here')}</Button>
      {open && <Dialog open wide onClose={() => setOpen(false)} title={t('Pictures that are here')}><Pictures onPick={(image) => { setOpen(false); onPick(image); }} /></Dialog>}
    </>
  );
}

function Pictures({ onPick }: { onPick: (image: ImageView) => void }) {
  const { items, loading, hasMore, loadingMore, loadMore, problem } = usePages(listImages, { query: { limit: 24 } });
  if (problem) return <p role="alert">{problem.detail}</p>;
  if (!loading && items.length === 0) return <p className="soft">{t('None yet: what you upload stands here afterwards.')}</p>;
  return (
    <>
      <ul className="ed-pictures" aria-busy={loading}>
        {items.map((image) => (
          <li key={image.id}>
            <button type="button" onClick={() => onPick(image)}>
              <img src={image.url} alt="" loading="lazy" width={image.width} height={image.height} />
              <span>{image.name}</span>
              <small className="faint">{t('{width} × {height}, {size}', { width: image.width, height: image.height, size: formatBytes(image.bytes) })}</small>
            </button>
          </li>
        ))}
      </ul>
      {hasMore && <Button small busy={loadingMore} onClick={loadMore}>{t('More pictures')}</Button>}
    </>
  );
}
