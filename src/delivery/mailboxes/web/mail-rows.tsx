import { useRef } from 'react';
import { Link } from '../../../platform/ui/link.tsx';
import { useListCursor } from '../../../platform/ui/list-cursor.ts';
import { useTableWindow } from '../../../platform/ui/table-window.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { LocalMail } from '../contract.ts';

/** The list: J and K move through it and open, as in a mail program; long ones draw only what is near the window. */
export function MailRows({ mails, chosen, onMove, onOpen }: { mails: readonly LocalMail[]; chosen: number | null; onMove: (id: number) => void; onOpen: () => void }) {
  const list = useRef<HTMLUListElement>(null);
  const shown = useTableWindow(mails.length, list);
  const at = mails.findIndex((mail) => mail.id === chosen);
  const cursor = useListCursor({
    count: mails.length, start: at, name: 'mail',
    onMove: (index) => {
      if (mails[index]) onMove(mails[index].id);
      shown.scrollTo(index);
    },
  });
  // Newcomers push rows down: the cursor goes with its row.
  if (at >= 0 && cursor.at !== at) cursor.moveTo(at);
  return (
    <ul className="rows border-y border-line" ref={list} aria-label={t('Mails, newest first')}>
      {shown.before > 0 && <li aria-hidden="true" style={{ height: shown.before }} />}
      {shown.indices.map((index) => {
        const mail = mails[index]!;
        return (
          <li key={mail.id} ref={shown.measure} data-index={index} aria-current={mail.id === chosen ? 'true' : undefined}>
            <Link keepScroll href={`?mail=${mail.id}`} onClick={onOpen} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 phone:px-6 focus-visible:-outline-offset-2">
              <span className="strong clip">{mail.to}</span>
              <span className="faint nowrap"><TimeStamp at={mail.receivedAt} /></span>
              <span className="soft clip col-span-2">{mail.subject || t('No subject')}</span>
            </Link>
          </li>
        );
      })}
      {shown.after > 0 && <li aria-hidden="true" style={{ height: shown.after }} />}
    </ul>
  );
}
