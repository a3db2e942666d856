import { t } from './words.ts';
/** Words that are on their way. Nothing moves when they come: give the width they will have. */
export function Skeleton({ width = '100%', height }: { width?: string | number; height?: number }) {
  return <span className="skel" style={{ width, ...(height ? { height } : {}) }} aria-hidden="true" />;
}

const widths = ['62%', '48%', '71%', '55%', '66%', '43%'];

/** Rows that are on their way. */
export function SkeletonRows({ rows = 8, label = t('Loading') }: { rows?: number; label?: string }) {
  return (
    <div className="skel-rows" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => <div key={row}><Skeleton width={16} height={16} /><Skeleton width={120} /><Skeleton width={widths[row % widths.length]!} /></div>)}
    </div>
  );
}
