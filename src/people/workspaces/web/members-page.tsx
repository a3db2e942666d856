import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { InvitationsSection } from './invitations-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MembersSection } from './members-section.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** Who belongs to the company, and who was asked to. */
export function MembersPage() {
  const mayInvite = useCan('canInvite');
  const [inviting, setInviting] = useState(false);
  return (
    <SettingsFrame part="members" actions={mayInvite && <Button variant="primary" icon={UserPlus} hotkey="i" onClick={() => setInviting(true)}>{t('Invite')}</Button>}>
      <MembersSection />
      {mayInvite && <InvitationsSection />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsFrame>
  );
}
