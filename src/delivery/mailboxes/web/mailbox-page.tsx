import { ArrowUp, Search } from 'lucide-react';
import { useDeferredValue, useLayoutEffect, useRef, useState } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { useCan, useMe } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { emptyLocalMailbox, listLocalMails } from '../contract.ts';
import { MailPane, NoMail } from './mail-pane.tsx';
import { MailRows } from './mail-rows.tsx';
import { useNewMail } from './use-new-mail.ts';

/**
 * What would have left this machine, and beside the list the one looked at; on a phone one after the other.
 * Nothing is opened by itself: its pixel would count as the reader's.
 */
export function MailboxPage() {
  const { query } = usePlace();
  const go = useGo();
  const chosen = Number(query.get('mail')) || null;
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim()) || undefined;
  const mails = usePages(listLocalMails, { query: { limit: 50, search: asked } }, { keep: true });
  const area = useRef<HTMLDivElement>(null);
  const rememberPlace = useListPlace(chosen);
  const fresh = useNewMail(area, { search: asked, newestId: mails.items[0]?.id ?? null });
  return (
    <>
      <TopBar title={t('Built-in mailbox')} beside={t('Mail in here has not left this machine')} actions={mails.items.length > 0 && <EmptyIt />} />
      <div className="split wide:grid-cols-[400px_minmax(0,1fr)]">
        <div ref={area} className={chosen === null ? undefined : unseenWhenNarrow}>
          <Pad tight><TextField quiet label={t('Find by recipient, sender or subject')} type="search" icon={Search} placeholder={t('Recipient, sender or subject')} value={search} onChange={setSearch} /></Pad>
          <div aria-live="polite" className="waiting">{fresh.waiting && <Button small variant="primary" icon={ArrowUp} onClick={fresh.show}>{t('New mail')}</Button>}</div>
          {mails.problem ? <Pad><Failed error={mails.problem} onRetry={mails.retry} /></Pad> : mails.loading ? <SkeletonRows /> : mails.items.length === 0 ? <Pad>{asked ? <NoneFits /> : <NoMailYet />}</Pad> : (
            <>
              <MailRows mails={mails.items} chosen={chosen} onMove={(id) => go(`?mail=${id}`, { replace: true, keepScroll: true })} onOpen={rememberPlace} />
              <Pad><LoadMore hasMore={mails.hasMore} loading={mails.loadingMore} onMore={mails.loadMore} shown={mails.items.length} what={mails.items.length === 1 ? t('mail') : t('mails')} /></Pad>
            </>
          )}
        </div>
        <div className={chosen === null ? 'hidden wide:block' : 'min-w-0'}>{chosen === null ? <NoMail /> : <MailPane key={chosen} mailId={chosen} />}</div>
      </div>
    </>
  );
}

// Keeps its height within: rows that measure nothing would forget how far down one was.
const unseenWhenNarrow = 'invisible h-0 overflow-hidden wide:visible wide:h-auto wide:overflow-visible';

/** Where the mail takes the list's place, one comes back to the row one left. Answers what to call before leaving. */
function useListPlace(chosen: number | null): () => void {
  const left = useRef(0);
  const before = useRef(chosen);
  useLayoutEffect(() => {
    const turned = (before.current === null) !== (chosen === null);
    before.current = chosen;
    if (turned && matchMedia('(width < 1180px)').matches) scrollTo(0, chosen === null ? left.current : 0);
  }, [chosen]);
  return () => { left.current = scrollY; };
}

function EmptyIt() {
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const go = useGo();
  const empty = useAction(emptyLocalMailbox, {
    refreshes: [listLocalMails],
    onDone: ({ removed }) => {
      toast.say(tn(removed, '{count} mail removed', '{count} mails removed'));
      setAsking(false);
      go('/mailbox', { replace: true });
    },
  });
  if (!useCan('canManageServers')) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('Empty')}</Button>
      <Confirm open={asking} onClose={() => setAsking(false)} title={t('Empty the built-in mailbox?')} verb={t('Remove all mails')} keep={t('Keep them')} busy={empty.isPending} onConfirm={() => empty.mutate({})}>
        <p>{t('The mails are removed for everybody here and cannot be brought back. Campaigns, figures and people’s histories stay as they are.')}</p>
      </Confirm>
    </>
  );
}

function NoneFits() {
  return <Empty title={t('None fits')}>{t('Look for a part of an address, a name or a subject.')}</Empty>;
}

function NoMailYet() {
  const { banner } = useMe();
  return banner.localMailbox
    ? <Empty title={t('No mail yet')} action={<ButtonLink variant="primary" href="/campaigns">{t('Go to the campaigns')}</ButtonLink>}>{t('Until a mail server is set, every mail lands here as its reader would get it: campaigns, tests, invitations. Open one, and what its reader would do comes back on Live.')}</Empty>
    : <Empty title={t('No mail here')} action={<ButtonLink href="/settings/sending">{t('See the mail servers')}</ButtonLink>}>{t('Mail leaves through a mail server now. What goes through the built-in mailbox instead stands here.')}</Empty>;
}
