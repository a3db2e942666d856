import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { useCan, useMe } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { teamName, Who } from '../../../platform/ui/who.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listMembers, type changeMember } from '../contract.ts';
import { ChangeMemberDialog } from './change-member-dialog.tsx';
import { mayLookAfter, roleName } from './member-words.ts';
import { PasswordLinkDialog } from './password-link-dialog.tsx';
import { LeaveConfirm, RemoveConfirm } from './remove-member-confirm.tsx';

export type Member = z.output<typeof changeMember.response>;
type Doing = { what: 'change' | 'link' | 'remove' | 'leave'; member: Member };

/** Everybody who signs in, and what may be done about them. */
export function MembersSection() {
  const members = usePages(listMembers, { query: { limit: 100, state: 'active' } });
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  if (members.problem) return <div className="pad"><Failed error={members.problem} onRetry={members.retry} /></div>;
  if (members.loading) return <SkeletonRows />;
  return (
    <>
      <div className="pad"><DataTable caption={t('Members')} columns={useColumns(setDoing)} rows={members.items} rowKey={(row) => row.id} hasMore={members.hasMore} loadingMore={members.loadingMore} onMore={members.loadMore} what={members.items.length === 1 ? t('member') : t('members')} /></div>
      {doing?.what === 'change' && <ChangeMemberDialog member={doing.member} onClose={close} />}
      {doing?.what === 'link' && <PasswordLinkDialog member={doing.member} onClose={close} />}
      <RemoveConfirm member={doing?.what === 'remove' ? doing.member : null} onClose={close} />
      <LeaveConfirm open={doing?.what === 'leave'} onClose={close} />
    </>
  );
}

function useColumns(onDo: (doing: Doing) => void): Column<Member>[] {
  return [
    { key: 'name', head: t('Name'), phone: 'title', cell: (row) => <Who name={row.name} team={row.team} /> },
    { key: 'email', head: t('Address'), phone: 'title', cell: (row) => <span className="clip">{row.email}</span> },
    { key: 'team', head: t('Team'), phone: 'hide', cell: (row) => (row.team === 'both' ? t('Both teams') : teamName(row.team)) },
    { key: 'role', head: t('Role'), phone: 'end', cell: (row) => roleName(row.role) },
    { key: 'since', head: t('Since'), phone: 'hide', cell: (row) => <TimeStamp at={row.createdAt} precision="minute" day="always" /> },
    { key: 'acts', head: <span className="sr">{t('Actions')}</span>, align: 'right', phone: 'end', cell: (row) => <MemberActs member={row} onDo={onDo} /> },
  ];
}

function MemberActs({ member, onDo }: { member: Member; onDo: (doing: Doing) => void }) {
  const me = useMe();
  const mayLink = useCan('canHandOutPasswordLinks');
  const mine = member.id === me.member.id;
  const mayManage = mayLookAfter(me.member.role, member.role);
  const entry = (label: string, what: Doing['what']) => ({ label, onSelect: () => onDo({ what, member }) });
  const entries = [
    mayManage && entry(t('Change role or team'), 'change'),
    mayLink && !mine && entry(t('Link for a new password'), 'link'),
    mine ? entry(t('Leave the company'), 'leave') : mayManage && entry(t('Let go'), 'remove'),
  ];
  if (!entries.some(Boolean)) return null;
  return <Menu trigger={<Button small variant="quiet" iconOnly icon={Ellipsis}>{t('More about {name}', { name: member.name })}</Button>} entries={entries} />;
}
