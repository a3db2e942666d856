import { Copy } from 'lucide-react';
import { Button } from '../../../platform/ui/button.tsx';
import { useGo } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { SectionHead } from '../../../platform/ui/section-head.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { createTemplate, listStarters, listTemplates, type StarterView } from '../contract.ts';
import { StarterCard } from './template-card.tsx';

/** Whether a starter is of this team and has these words in its name, sentence or subject. */
export const isWanted = (starter: StarterView, team: 'all' | 'sales' | 'marketing', words: string): boolean =>
  (team === 'all' || starter.team === team) && `${starter.name} ${starter.about} ${starter.draft.subject}`.toLowerCase().includes(words.toLowerCase());

/** What came with the program: begin from one, or make it one's own and change it. */
export function StartersSection({ team, words }: { team: 'all' | 'sales' | 'marketing'; words: string }) {
  const go = useGo();
  const mayMake = useCan('canWriteEmails');
  const starters = useEndpoint(listStarters);
  const keep = useAction(createTemplate, { refreshes: [listTemplates], onDone: (template) => go(`/templates/${template.id}`) });
  const shown = (starters.data?.items ?? []).filter((starter) => isWanted(starter, team, words));
  if (shown.length === 0) return null;
  return (
    <section aria-label={t('To begin with')}>
      <SectionHead title={t('To begin with')} count={shown.length} />
      <Pad>
        <ul className="template-grid">
          {shown.map((starter) => (
            <StarterCard key={starter.key} starter={starter} busy={!mayMake} onPick={() => go(`/campaigns/new?starter=${starter.key}`)}
              more={mayMake && <span className="acts"><Button small icon={Copy} busy={keep.isPending} onClick={() => keep.mutate({ body: { kind: 'email', name: starter.name, team: starter.team, draft: starter.draft } })}>{t('Make it ours')}</Button></span>} />
          ))}
        </ul>
      </Pad>
    </section>
  );
}
