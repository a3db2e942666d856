import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { RadioGroup, SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe, type Role, type Team } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
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
      <Dialog open onClose={onClose} title={t('{name} is invited', { name: name || email })}>
        <InvitationLink link={sent.data} />
        <div className="acts mt-4"><Button variant="primary" onClick={onClose}>{t('Done')}</Button></div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title={t('Invite somebody')} under={t('They get a link with which they choose a password.')}>
      <Form submit={t('Invite')} busy={sent.isPending} problem={sent.error} onSubmit={() => sent.mutate({ body: { email, team, role, ...(name.trim() ? { name } : {}) } })}>
        <TextField label={t('Email address')} type="email" name="email" autoFocus value={email} onChange={setEmail} error={sent.error?.field('email')} />
        <TextField label={t('Name')} name="name" optional value={name} onChange={setName} error={sent.error?.field('name')} />
        <SelectField label={t('Team')} choices={teamChoices()} value={team} onChange={setTeam} />
        <RadioGroup label={t('Role')} choices={rolesUpTo(me.member.role)} value={role} onChange={setRole} />
      </Form>
    </Dialog>
  );
}
