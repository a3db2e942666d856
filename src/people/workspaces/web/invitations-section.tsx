import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { SectionHead } from '../../../platform/ui/section-head.tsx';
import { useMe } from '../../../platform/ui/session.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { Who } from '../../../platform/ui/who.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listInvitations, resendInvitation, revokeInvitation } from '../contract.ts';
import { InvitationLink } from './invitation-link.tsx';
import { mayLookAfter, roleName } from './member-words.ts';

type Invitation = z.output<typeof listInvitations.response>['items'][number];
type Link = z.output<typeof resendInvitation.response>;

/** Those who were asked and have not come yet. */
export function InvitationsSection() {
  const invitations = usePages(listInvitations, { query: { limit: 100 } });
  const [fresh, setFresh] = useState<{ name: string; link: Link } | null>(null);
  if (invitations.problem) return <div className="pad"><Failed error={invitations.problem} onRetry={invitations.retry} /></div>;
  if (invitations.items.length === 0) return null;
  const columns: Column<Invitation>[] = [
    { key: 'name', head: t('Name'), phone: 'title', cell: (row) => <Who name={row.name} team={row.team} /> },
    { key: 'email', head: t('Address'), phone: 'title', cell: (row) => <span className="clip">{row.email}</span> },
    { key: 'role', head: t('Role'), phone: 'end', cell: (row) => roleName(row.role) },
    { key: 'until', head: t('Until'), phone: 'line', cell: (row) => (row.expired ? t('Run out') : <TimeStamp at={row.expiresAt} precision="minute" day="always" />) },
    { key: 'acts', head: <span className="sr">{t('Actions')}</span>, align: 'right', phone: 'end', cell: (row) => <InvitationActs invitation={row} onLink={(link) => setFresh({ name: row.name, link })} /> },
  ];
  return (
    <section aria-labelledby="invitations">
      <SectionHead id="invitations" title={t('Invited')} count={invitations.items.length} />
      <div className="pad"><DataTable caption={t('Open invitations')} columns={columns} rows={invitations.items} rowKey={(row) => row.id} hasMore={invitations.hasMore} loadingMore={invitations.loadingMore} onMore={invitations.loadMore} what={invitations.items.length === 1 ? t('invitation') : t('invitations')} /></div>
      {fresh && <Dialog open onClose={() => setFresh(null)} title={t('A new link for {name}', { name: fresh.name })} under={t('The link sent before has stopped working.')}><InvitationLink link={fresh.link} /></Dialog>}
    </section>
  );
}

function InvitationActs({ invitation, onLink }: { invitation: Invitation; onLink: (link: Link) => void }) {
  const me = useMe();
  const params = { invitationId: invitation.id };
  const again = useAction(resendInvitation, { refreshes: [listInvitations], onDone: onLink });
  const back = useAction(revokeInvitation, { refreshes: [listInvitations] });
  if (!mayLookAfter(me.member.role, invitation.role)) return null;
  return (
    <span className="acts justify-end">
      <Button small busy={again.isPending} onClick={() => again.mutate({ params })}>{t('New link')}</Button>
      <Button small variant="quiet" busy={back.isPending} onClick={() => back.mutate({ params })}>{t('Take back')}</Button>
    </span>
  );
}
