import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { formatClock, placeOf } from '../../../platform/ui/format-time.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { TimetableView as Timetable } from '../contract.ts';

const shownFirst = 8;

/** When how many fall due, on whose clock; a long one opens on demand. */
export function TimetableView({ lines, past }: { lines: Timetable['lines']; past?: Date }) {
  const [all, setAll] = useState(false);
  if (lines.length === 0) return null;
  const isGone = (at: string) => past !== undefined && Date.parse(at) <= past.getTime();
  // What is over stands no longer in the way of what comes next.
  const coming = past === undefined ? lines : lines.filter(({ at }) => !isGone(at));
  const rows = all ? lines : (coming.length > 0 ? coming : lines).slice(0, shownFirst);
  return (
    <>
      <table className="tbl">
        <caption className="sr">{t('When how many fall due, by zone')}</caption>
        <thead><tr><th scope="col">{t('Due')}</th><th scope="col">{t('On the clock in')}</th><th scope="col" className="num">{t('Mails')}</th></tr></thead>
        <tbody>
          {rows.map(({ zone, at, count }) => (
            <tr key={`${zone} ${at}`} className={isGone(at) ? 'faint' : undefined}>
              <td className="nowrap"><TimeStamp at={at} precision="minute" day="always" layout="inline" /></td>
              <td>{t('{time} in {place}', { time: formatClock(new Date(at), zone), place: placeOf(zone) })}</td>
              <td className="num">{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > rows.length && <Button small variant="quiet" onClick={() => setAll(true)}>{t('Show all {count} times', { count: lines.length })}</Button>}
    </>
  );
}
