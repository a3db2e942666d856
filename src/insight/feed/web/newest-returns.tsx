import { useState } from 'react';
import { Link } from '../../../platform/ui/link.tsx';
import { Rows } from '../../../platform/ui/rows.tsx';
import { SectionHead } from '../../../platform/ui/section-head.tsx';
import { t } from '../../../platform/ui/words.ts';
import { rowOf } from './feed-merge.ts';
import { ItemRow } from './item-row.tsx';
import { MessageDrawer } from './message-drawer.tsx';
import { useFeed } from './use-feed.ts';

const SHOWN = 8;

/** The newest of what came back, for the home page; all of it is on /live. */
export function NewestReturns() {
  const feed = useFeed({}, false);
  const [message, setMessage] = useState<number | null>(null);
  const items = feed.list?.items.slice(0, SHOWN) ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <SectionHead title={t('Came back last')} end={<Link href="/live" underlined>{t('all of it, live')}</Link>} />
      <Rows label={t('What came back last')}>
        {items.map((item) => <ItemRow key={rowOf(item)} item={item} onOpen={() => setMessage(item.messageId)} />)}
      </Rows>
      <MessageDrawer messageId={message} onClose={() => setMessage(null)} />
    </>
  );
}
