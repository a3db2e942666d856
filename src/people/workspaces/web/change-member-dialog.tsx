import { useState } from 'react';
import { RadioGroup, SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { changeMember, getMe, listMembers } from '../contract.ts';
import { rolesUpTo, teamChoices } from './member-words.ts';
import type { Member } from './members-section.tsx';

/** A member's role and team. */
export function ChangeMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const me = useMe();
  const [role, setRole] = useState(member.role);
  const [team, setTeam] = useState(member.team);
  const changed = useAction(changeMember, { quiet: true, refreshes: [listMembers, getMe], onDone: onClose });
  return (
    <Dialog open onClose={onClose} title={member.name} under={member.email}>
      <Form submit={t('Save')} busy={changed.isPending} problem={changed.error} onSubmit={() => changed.mutate({ params: { memberId: member.id }, body: { role, team } })}>
        <SelectField label={t('Team')} choices={teamChoices()} value={team} onChange={setTeam} />
        <RadioGroup label={t('Role')} choices={rolesUpTo(me.member.role)} value={role} onChange={setRole} error={changed.error?.field('role')} />
      </Form>
    </Dialog>
  );
}
