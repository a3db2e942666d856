import { Pause, Play } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { Button } from './button.tsx';
import { formatCount, formatDuration, formatPerSecond } from './format.ts';
import { t } from './words.ts';

export interface ProgressProps {
  title: ReactNode;
  /** Named for screen readers: "Sending". */
  label: string;
  done: number;
  /** Not known yet: the bar wanders. */
  total: number | null;
  /** In place of the count: "42%". */
  figure?: string | undefined;
  /** `measuring`: too young to say. */
  perSecond?: number | 'measuring' | null | undefined;
  secondsLeft?: number | null | undefined;
  /** More in the same line: "14 held". */
  also?: ReactNode;
  paused?: boolean | undefined;
  onPause?: (() => void) | undefined;
  onResume?: (() => void) | undefined;
  busy?: boolean | undefined;
  /** The promise at the end; work on the server goes on without the tab. */
  promise?: string;
}

/** Long work: how many, how fast, how long still, Pause; and that it goes on when this is closed. */
export function Progress({ title, label, done, total, figure, perSecond, secondsLeft, also, paused, onPause, onResume, busy, promise = t('Goes on if you close this.') }: ProgressProps) {
  const share = total === null ? null : total === 0 ? 1 : Math.min(1, done / total);
  const left = secondsLeft === null || secondsLeft === undefined || paused ? null : t('{duration} left.', { duration: formatDuration(secondsLeft) });
  return (
    <div className="progress">
      <p>
        <span className="strong">{title}</span>
        <span className="end">
          {paused ? onResume && <Button small icon={Play} busy={busy} onClick={onResume}>{t('Resume')}</Button> : onPause && <Button small icon={Pause} busy={busy} onClick={onPause}>{t('Pause')}</Button>}
        </span>
      </p>
      <div className={share === null && !paused ? 'rail2 rail2--waiting' : 'rail2'} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={share === null ? undefined : Math.round(share * 100)}>
        <i style={share === null ? undefined : { '--v': `${(share * 100).toFixed(1)}%` } as CSSProperties} />
      </div>
      <p className="small">
        <span>{figure ?? (total === null ? formatCount(done) : t('{done} of {total}', { done: formatCount(done), total: formatCount(total) }))}</span>
        {!paused && perSecond === 'measuring' && <span>{t('measuring the pace')}</span>}
        {!paused && typeof perSecond === 'number' && perSecond > 0 && <span>{formatPerSecond(perSecond)}</span>}
        {also && <span>{also}</span>}
        <span className="end">{paused ? t('Paused.') : [left, promise].filter(Boolean).join(' ')}</span>
      </p>
    </div>
  );
}
