import { Download } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { download } from '../../../platform/ui/call.ts';
import { Chip } from '../../../platform/ui/chip.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import { MessageDrawer, shortTarget } from '../../feed/web/index.ts';
import { campaignLinks, campaignPeople, campaignPeopleCsv, type Did, type RecipientView, type ResultsView } from '../contract.ts';
import { countOf, didNames, isDid, tabsFor } from './did-words.ts';
import { peopleColumns } from './people-columns.tsx';

const nobody: Partial<Record<Did, Phrase>> = {
  clicked: phrase('Nobody has followed a link yet. Whoever does stands here within a second, with the moment.'),
  opened: phrase('Nobody has opened it yet. Whoever does stands here within a second, with the moment.'),
  'machine-only': phrase('No machine has fetched it without a person following.'),
  'not-opened': phrase('Everybody who may be tracked has opened it.'),
  bounced: phrase('Nothing came back.'),
  unsubscribed: phrase('Nobody left.'),
};

/** The list behind each number of a campaign: which one stands in the address, so it can be sent to a colleague. */
export function PeopleSection({ campaignId, counts }: { campaignId: number; counts: ResultsView['counts'] }) {
  const { query } = usePlace();
  const go = useGo();
  const toast = useToast();
  const mayExport = useCan('canExport');
  const asked = query.get('did') ?? '';
  const did: Did = isDid(asked) ? asked : counts.accepted > 0 ? 'clicked' : 'planned';
  const link = query.get('link') === null ? undefined : Number(query.get('link'));
  const reason = query.get('reason') ?? undefined;
  const filter = { did, link, reason };
  const [open, setOpen] = useState<RecipientView | null>(null);

  const links = useEndpoint(campaignLinks, { params: { campaignId } });
  const nameOfLink = (index: number): string => {
    const target = links.data?.items.find((item) => item.index === index)?.target;
    return target === undefined ? t('link {number}', { number: index + 1 }) : shortTarget(target);
  };
  const people = usePages(campaignPeople, { params: { campaignId }, query: filter }, { keep: true });
  const total = useEndpoint(campaignPeople, { params: { campaignId }, query: { ...filter, limit: 1 } });
  useFresh(countOf(did, counts), people.items.length, people.retry, () => void total.refetch());

  const show = (next: Did) => go(`?did=${next}#people`, { replace: true });
  const count = link === undefined && reason === undefined ? (countOf(did, counts) ?? total.data?.total ?? undefined) : (total.data?.total ?? undefined);
  const section = useRef<HTMLElement>(null);
  useArrival(section);
  return (
    <section className="pad" id="people" ref={section} aria-labelledby="people-head" style={{ scrollMarginTop: 'var(--bar)' }}>
      <div className="head">
        <h2 id="people-head">{t('People')}</h2>
        <span className="end">{mayExport && <Button small icon={Download} onClick={() => void download(campaignPeopleCsv, { params: { campaignId }, query: filter }, `people-${did}.csv`).catch(toast.problem)}>{t('CSV')}</Button>}</span>
      </div>
      <Tabs label={t('People by what they did')} value={did} onChange={show} tabs={tabsFor(counts, did).map((one) => ({ value: one, label: t(didNames[one]), count: countOf(one, counts) ?? (one === did ? total.data?.total : null) }))} />
      {(link !== undefined || reason !== undefined) && (
        <p style={{ marginTop: 8 }}>
          {link !== undefined && <Chip onRemove={() => show(did)}>{t('Followed {nameOfLink}', { nameOfLink: nameOfLink(link) })}</Chip>}
          {reason !== undefined && <Chip onRemove={() => show(did)}>{t('Reason: {reasonTitle}', { reasonTitle: people.items[0]?.reasonTitle ?? reason })}</Chip>}
        </p>
      )}
      {people.loading ? <SkeletonRows /> : people.problem ? <Failed error={people.problem} onRetry={people.retry} /> : people.items.length === 0 ? (
        <div style={{ marginTop: 16 }}><Empty title={t(didNames[did])}>{t(nobody[did] ?? t('Nobody is on this list.'))}</Empty></div>
      ) : (
        <DataTable
          caption={t('{didNames}, with exact times', { didNames: t(didNames[did]) })}
          columns={peopleColumns(did, nameOfLink, setOpen)}
          rows={people.items}
          rowKey={(row) => row.messageId}
          onOpen={setOpen}
          hasMore={people.hasMore}
          loadingMore={people.loadingMore}
          onMore={people.loadMore}
          total={count ?? undefined}
          what={t('people')}
        />
      )}
      <p className="small faint">{t('Your time, to the second, with the person’s beside it where it differs.')}</p>
      <MessageDrawer messageId={open?.messageId ?? null} onClose={() => setOpen(null)} />
    </section>
  );
}

const settlesMs = 3000;

/**
 * An address that names the list leads to it, although it, and the charts above it, come later than
 * the page: until all is there, or the reader moves by themselves.
 */
function useArrival(section: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (location.hash !== '#people') return;
    const watcher = new ResizeObserver(() => section.current?.scrollIntoView());
    watcher.observe(document.body);
    const stop = () => watcher.disconnect();
    const moves = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;
    for (const move of moves) addEventListener(move, stop, { passive: true });
    const timer = setTimeout(stop, settlesMs);
    return () => {
      stop();
      clearTimeout(timer);
      for (const move of moves) removeEventListener(move, stop);
    };
  }, [section]);
}

/** A short list follows its number by itself; a long one that somebody reads stays where it is. */
function useFresh(count: number | null, shown: number, retry: () => void, recount: () => void): void {
  const seen = useRef(count);
  useEffect(() => {
    if (seen.current === count) return;
    seen.current = count;
    if (shown <= 50) retry();
    recount();
  }, [count, shown, retry, recount]);
}
