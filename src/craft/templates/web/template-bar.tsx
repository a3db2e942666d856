import { Archive, ArchiveRestore, Copy, Ellipsis, Pencil, Send } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useGo } from '../../../platform/ui/link.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { changeTemplate, duplicateTemplate, getTemplate, listTemplates, type TemplateSummary } from '../contract.ts';
import { TeamField } from './team-field.tsx';

/** The bar over a template: begin from it, copy it, rename it, put it away. */
export function TemplateBar({ template, save }: { template: TemplateSummary; save?: ReactNode }) {
  const go = useGo();
  const toast = useToast();
  const mayMake = useCan('canWriteEmails');
  const [renaming, setRenaming] = useState(false);
  const refreshes = [listTemplates, getTemplate];
  const params = { templateId: template.id };
  const copy = useAction(duplicateTemplate, { refreshes, onDone: (made) => { toast.say(t('Copied')); go(`/templates/${made.id}`); } });
  const change = useAction(changeTemplate, { refreshes });
  const away = template.archivedAt !== null;
  const putAway = (archived: boolean) => change.mutate({ params, body: { archived } }, { onSuccess: () => toast.say(archived ? t('Put away // done') : t('Brought back'), () => putAway(!archived)) });
  return (
    <>
      <TopBar title={template.name} crumb={{ label: t('Templates'), href: template.kind === 'block' ? '/templates?kind=block' : '/templates' }} actions={mayMake && (
        <>
          <Menu trigger={<Button variant="quiet" iconOnly icon={Ellipsis}>{t('More')}</Button>} entries={[
            { label: t('Copy'), icon: Copy, onSelect: () => copy.mutate({ params }) },
            template.mayChange && { label: t('Rename'), icon: Pencil, onSelect: () => setRenaming(true) },
            template.mayChange && { label: away ? t('Bring back') : t('Put away'), icon: away ? ArchiveRestore : Archive, onSelect: () => putAway(!away) },
          ]} />
          {save}
          {template.kind === 'email' && <ButtonLink variant={save ? 'plain' : 'primary'} icon={Send} href={`/campaigns/new?template=${template.id}`}>{t('Start an email from it')}</ButtonLink>}
        </>
      )} />
      {renaming && <RenameDialog template={template} onClose={() => setRenaming(false)} />}
    </>
  );
}

function RenameDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const [name, setName] = useState(template.name);
  const [team, setTeam] = useState(template.team);
  const change = useAction(changeTemplate, { quiet: true, refreshes: [listTemplates, getTemplate], onDone: onClose });
  return (
    <Dialog open onClose={onClose} title={t('Rename')}>
      <Form submit={t('Save')} busy={change.isPending} disabled={name.trim() === ''} problem={change.error} onSubmit={() => change.mutate({ params: { templateId: template.id }, body: { name, team } })}>
        <TextField label={t('Name')} value={name} onChange={setName} maxLength={200} error={change.error?.field('name')} />
        <TeamField value={team} onChange={setTeam} />
      </Form>
    </Dialog>
  );
}
