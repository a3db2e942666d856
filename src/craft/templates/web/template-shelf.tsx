import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/ui/call.ts';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { refresh, useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { useCan, useMe } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { newBlockId, type Block, type Draft } from '../../emails/contract.ts';
import { ShelfContext, type Shelf } from '../../emails/web/index.ts';
import { copyBlocks, createTemplate, getTemplate, listTemplates, type TemplateTeam } from '../contract.ts';
import { TeamField } from './team-field.tsx';

type Kept = { kind: 'email'; draft: Draft } | { kind: 'block'; content: readonly Block[] };
/** As many as a menu can still be looked through. */
const shownAtMost = 100;

/** Gives the editors within it the workspace's saved blocks, and the way to save more and the whole email. */
export function TemplateShelf({ draft, name, children }: { draft: Draft; name: string; children: ReactNode }) {
  const may = useCan('canWriteEmails');
  const saved = useEndpoint(listTemplates, { query: { kind: 'block', limit: shownAtMost } });
  const [asked, setAsked] = useState<Kept | null>(null);
  const latest = useRef(draft);
  latest.current = draft;
  const shelf = useMemo((): Shelf | null => (may ? {
    blocks: (saved.data?.items ?? []).map((item) => ({ id: item.id, name: item.name })),
    take: async (templateId) => copyBlocks((await call(getTemplate, { params: { templateId } })).content ?? [], () => newBlockId(Math.random)),
    // A menu that asked gives the focus back to its button first.
    keepBlocks: (content) => { setTimeout(() => setAsked({ kind: 'block', content })); },
    keepEmail: () => { setTimeout(() => setAsked({ kind: 'email', draft: latest.current })); },
  } : null), [may, saved.data]);
  return (
    <ShelfContext value={shelf}>
      {children}
      {asked && <KeepDialog kept={asked} proposed={asked.kind === 'email' ? name : ''} onClose={() => setAsked(null)} />}
    </ShelfContext>
  );
}

function KeepDialog({ kept, proposed, onClose }: { kept: Kept; proposed: string; onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const { member } = useMe();
  const [name, setName] = useState(proposed);
  const [team, setTeam] = useState<TemplateTeam>(member.team);
  const make = useAction(createTemplate, {
    quiet: true,
    onDone: async (template) => {
      // In the menu before the dialog has gone.
      await refresh(client, listTemplates);
      toast.say(template.kind === 'email' ? t('Saved as a template') : t('Saved: type / and its name to use it'));
      onClose();
    },
  });
  const submit = () => make.mutate({ body: kept.kind === 'email' ? { kind: 'email', name, team, draft: kept.draft } : { kind: 'block', name, team, content: [...kept.content] } });
  return (
    <Dialog open onClose={onClose} title={kept.kind === 'email' ? t('Save as a template') : t('Save as a reusable block')} under={kept.kind === 'email' ? t('A copy of the email as it stands; what you write here from now on does not change it.') : t('A copy of it is put into an email whenever somebody chooses it.')}>
      <Form submit={t('Save')} busy={make.isPending} disabled={name.trim() === ''} problem={make.error} onSubmit={submit}>
        <TextField label={t('Name')} value={name} onChange={setName} maxLength={200} error={make.error?.field('name')} />
        <TeamField value={team} onChange={setTeam} />
      </Form>
    </Dialog>
  );
}
