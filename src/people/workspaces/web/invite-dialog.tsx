import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { RadioGroup, SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe, type Role, type Team } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { invite, listInvitations } from '../contract.ts';
import { InvitationLink } from './invitation-link.tsx';
import { rolesUpTo, teamChoices } from './member-words.ts';

/** Invites somebody, and shows the link once it is made. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [team, setTeam] = useState<Team | 'both'>(me.member.team);
  const [role, setRole] = useState<Role>('member');
  const sent = useAction(invite, { quiet: true, refreshes: [listInvitations] });
  if (sent.data) {
    return (
      <Dialog open onClose={onClose} title={`${name || email} is invited`}>
        <InvitationLink link={sent.data} />
        <div className="acts mt-4"><Button variant="primary" onClick={onClose}>Done</Button></div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title="Invite somebody" under="They get a link with which they choose a password.">
      <Form submit="Invite" busy={sent.isPending} problem={sent.error} onSubmit={() => sent.mutate({ body: { email, team, role, ...(name.trim() ? { name } : {}) } })}>
        <TextField label="Email address" type="email" name="email" autoFocus value={email} onChange={setEmail} error={sent.error?.field('email')} />
        <TextField label="Name" name="name" optional value={name} onChange={setName} error={sent.error?.field('name')} />
        <SelectField label="Team" choices={teamChoices} value={team} onChange={setTeam} />
        <RadioGroup label="Role" choices={rolesUpTo(me.member.role)} value={role} onChange={setRole} />
      </Form>
    </Dialog>
  );
}
