import { Confirm } from '../../../platform/ui/confirm.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { leaveWorkspace, listMembers, removeMember } from '../contract.ts';
import type { Member } from './members-section.tsx';

/** Asks before a member is let go. */
export function RemoveConfirm({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const toast = useToast();
  const removed = useAction(removeMember, { refreshes: [listMembers], onDone: () => { toast.say(t('{name} was let go', { name: member?.name ?? t('The member') })); onClose(); } });
  return (
    <Confirm open={member !== null} onClose={onClose} title={t('Let {name} go?', { name: member?.name ?? '' })} verb={t('Let go')} keep={t('Keep')} busy={removed.isPending} onConfirm={() => member && removed.mutate({ params: { memberId: member.id } })}>
      <p>{t('They are signed out at once, and their API keys stop working. What they wrote and sent stays under their name. You can invite them again.')}</p>
    </Confirm>
  );
}

/** Asks before one leaves. */
export function LeaveConfirm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const me = useMe();
  // The company is gone for this browser: everything is asked anew.
  const left = useAction(leaveWorkspace, { onDone: () => location.assign('/') });
  return (
    <Confirm open={open} onClose={onClose} title={t('Leave {name}?', { name: me.workspace.name })} verb={t('Leave')} keep={t('Stay')} busy={left.isPending} onConfirm={() => left.mutate({})}>
      <p>{t('Your API keys stop working. What you wrote and sent stays under your name. A manager can invite you again.')}</p>
    </Confirm>
  );
}
