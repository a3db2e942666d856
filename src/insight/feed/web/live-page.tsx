import { ArrowUp, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatClock, instantOfLocal, localOfInstant, placeOf } from '../../../platform/ui/format-time.ts';
import { useHotkey } from '../../../platform/ui/hotkeys.ts';
import { useQueryValue } from '../../../platform/ui/link.tsx';
import { useFreshOn, useLiveState } from '../../../platform/ui/live.ts';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { Split, Peek } from '../../../platform/ui/peek.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { viewerZone } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { useNow } from '../../../platform/ui/time-stamp.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { phrase, t, tn, type Phrase } from '../../../platform/ui/words.ts';
import { countFeed, type FeedItem } from '../contract.ts';
import { ContactTimeline } from './contact-timeline.tsx';
import { rowOf } from './feed-merge.ts';
import { FeedRows } from './feed-rows.tsx';
import { MessageDrawer } from './message-drawer.tsx';
import { useFeed, type FeedFilter } from './use-feed.ts';

const kinds: readonly (readonly [kind: string, label: Phrase])[] = [
  ['', phrase('Everything')], ['message.opened', phrase('Opens')], ['message.clicked', phrase('Clicks')], ['message.unsubscribed', phrase('Left')], ['message.refused', phrase('Refused')], ['message.bounced', phrase('Bounced')], ['message.dropped', phrase('Not sent')],
];

/** Everything that comes back, newest first, on screen within a second. */
export function LivePage() {
  const [classes, setClasses] = useQueryValue('class', 'all');
  const [kind, setKind] = useQueryValue('kind');
  const [team, setTeam] = useQueryValue('team');
  const [mine, setMine] = useQueryValue('mine');
  const still = useStill();
  const filter: FeedFilter = {
    class: classes === 'person' ? 'person' : undefined,
    kind: kinds.some(([value]) => value === kind && kind !== '') ? (kind as FeedItem['kind']) : undefined,
    team: team === 'sales' || team === 'marketing' ? team : undefined,
    mine: mine === 'yes' ? 'yes' : undefined,
  };
  const feed = useFeed(filter, still.held);
  const [chosen, setChosen] = useState<string | null>(null);
  const [message, setMessage] = useState<number | null>(null);
  const items = feed.list?.items ?? [];
  const current = items.find((item) => rowOf(item) === chosen) ?? null;
  const first = items[0];
  // The newest is looked at to begin with, and stays so while newer ones come in.
  useEffect(() => {
    if (chosen === null && first) setChosen(rowOf(first));
  }, [chosen, first]);
  const choose = (item: FeedItem) => {
    setChosen(rowOf(item));
    if (matchMedia('(max-width: 1180px)').matches) setMessage(item.messageId);
  };
  const waiting = feed.list?.waiting.length ?? 0;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const showWaiting = () => {
    feed.showWaiting();
    scrollTo({ top: 0 });
  };
  useHotkey('n', t('Show the new ones'), showWaiting, waiting > 0);
  useHotkey('m', t('The life of this message'), () => { if (current) setMessage(current.messageId); }, current !== null);
  return (
    <>
      <TopBar
        title={t('Live')}
        keep={<Receiving />}
        beside={<SinceMidnight />}
        actions={(
          <>
            <Segment label={t('Classes')} value={classes} onChange={setClasses} options={[{ value: 'all', label: t('All') }, { value: 'person', label: t('Persons') }]} />
            <span className="wide"><Button icon={still.pressed ? Play : Pause} hotkey=" " aria-pressed={still.pressed} onClick={still.press}>{still.pressed ? t('Go on') : t('Hold still')}</Button></span>
          </>
        )}
      />
      <div className="filters">
        {kinds.map(([value, label]) => <Chip key={value} pressed={kind === value} onPress={() => setKind(value)}>{t(label)}</Chip>)}
        <Chip pressed={team === 'marketing'} onPress={() => setTeam(team === 'marketing' ? '' : 'marketing')}>{t('Marketing')}</Chip>
        <Chip pressed={team === 'sales'} onPress={() => setTeam(team === 'sales' ? '' : 'sales')}>{t('Sales')}</Chip>
        <Chip pressed={mine === 'yes'} onPress={() => setMine(mine === 'yes' ? '' : 'yes')}>{t('Mine')}</Chip>
      </div>
      <div aria-live="polite" className="waiting">
        {waiting > 0 && <Button small variant="primary" icon={ArrowUp} onClick={showWaiting}>{tn(waiting, '{count} new one', '{count} new ones')}</Button>}
      </div>
      <Split wide aside={current?.contact ? <ContactPeek item={current} onMessage={() => setMessage(current.messageId)} /> : <aside className="peek peek--empty" aria-label={t('Contact')}><p>{t('Whoever is chosen on the left stands here, with everything between you.')}</p></aside>}>
        <div ref={still.area}>
          {feed.problem && <div className="pad"><Failed error={feed.problem} onRetry={feed.retry} /></div>}
          {feed.list === null ? !feed.problem && <SkeletonRows /> : items.length === 0 ? (
            <div className="pad">
              {filtered ? <Empty title={t('Nothing of this kind yet')}>{t('What fits the filters above will stand here within a second of coming in.')}</Empty>
                : <Empty title={t('Nothing has come back yet')} action={<ButtonLink variant="primary" href="/campaigns">{t('Go to the campaigns')}</ButtonLink>}>{t('Opens, clicks and refusals stand here within a second, each with the moment, who it was, and why we think so. Send a mail, and watch.')}</Empty>}
            </div>
          ) : (
            <>
              <FeedRows items={items} current={current ? rowOf(current) : null} onMove={(item) => setChosen(rowOf(item))} onChoose={choose} />
              <div className="pad"><LoadMore hasMore={feed.list.next !== null} loading={feed.loadingMore} onMore={feed.loadMore} shown={items.length} what={t('entries')} /></div>
            </>
          )}
        </div>
      </Split>
      <MessageDrawer messageId={message} onClose={() => setMessage(null)} />
    </>
  );
}

/** Says whether what comes back is arriving. */
function Receiving() {
  const state = useLiveState();
  const words = state === 'open' ? t('Receiving') : t('Not receiving: trying to reach Kindred again');
  return <><span className={state === 'open' ? 'live-dot' : 'live-dot live-dot--off'} role="img" aria-label={words} title={words} />{state !== 'open' && <span className="faint small wide">{t('reconnecting')}</span>}</>;
}

/** How much the day has brought so far, midnight being the viewer's. */
function SinceMidnight() {
  const now = useNow();
  const zone = viewerZone();
  const since = instantOfLocal(`${localOfInstant(now.toISOString(), zone).slice(0, 10)}T00:00`, zone) ?? now.toISOString();
  const { data } = useEndpoint(countFeed, { query: { since } }, { everyMs: 60_000, keep: true });
  useFreshOn(['events', 'hits'], [countFeed], { atMostEveryMs: 2000 });
  if (!data) return null;
  return t('{count} since midnight, {persons} by persons', data);
}

/** While somebody reads further down, points at a row, or says so, nothing moves under them. */
function useStill() {
  const [pressed, setPressed] = useState(false);
  const [away, setAway] = useState(false);
  const [over, setOver] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scrolled = () => setAway(scrollY > 60);
    addEventListener('scroll', scrolled, { passive: true });
    return () => removeEventListener('scroll', scrolled);
  }, []);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    // A finger has no "over": only a mouse can be pointing at a row without meaning to.
    const enter = (event: PointerEvent) => setOver(event.pointerType === 'mouse');
    const leave = () => setOver(false);
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
    };
  }, []);
  return { pressed, press: () => setPressed((was) => !was), held: pressed || away || over, area };
}

function ContactPeek({ item, onMessage }: { item: FeedItem; onMessage: () => void }) {
  const now = useNow();
  const person = item.contact!;
  const where = person.timeZone ? `${placeOf(person.timeZone)}, now ${formatClock(now, person.timeZone)}` : null;
  return (
    <Peek label={t('Contact')} title={person.name} under={[person.company, where].filter(Boolean).join('. ')}>
      <div className="acts">
        <ButtonLink variant="primary" href={`/contacts/${person.id}`}>{t('Open the contact')}</ButtonLink>
        <Button onClick={onMessage}>{t('This message')}</Button>
      </div>
      <ContactTimeline key={person.id} contactId={person.id} contactZone={person.timeZone} />
    </Peek>
  );
}
