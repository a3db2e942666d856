import './templates.css';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useQueryValue } from '../../../platform/ui/link.tsx';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { teamName } from '../../../platform/ui/who.tsx';
import { listTemplates, type TemplateKind } from '../contract.ts';
import { NewTemplateDialog } from './new-template-dialog.tsx';
import { StartersSection } from './starters-section.tsx';
import { TemplateCard } from './template-card.tsx';

type Team = 'all' | 'sales' | 'marketing';

/** Emails to begin from, and blocks to use again. */
export function TemplatesPage() {
  const [kind, setKind] = useQueryValue('kind', 'email');
  const [team, setTeam] = useQueryValue('team', 'all');
  const [archived, setArchived] = useState(false);
  const [search, setSearch] = useState('');
  const [making, setMaking] = useState(false);
  const mayMake = useCan('canWriteEmails');
  const ofKind: TemplateKind = kind === 'block' ? 'block' : 'email';
  const ofTeam: Team = team === 'sales' || team === 'marketing' ? team : 'all';
  const words = search.trim();
  const templates = usePages(listTemplates, { query: { kind: ofKind, archived: archived ? 'yes' : 'no', ...(ofTeam === 'all' ? {} : { team: ofTeam }), ...(words && { search: words }) } }, { keep: true });
  return (
    <>
      <TopBar title={t('Templates')} actions={mayMake && <Button variant="primary" icon={Plus} hotkey="n" onClick={() => setMaking(true)}>{t('New template')}</Button>} />
      <div className="filters">
        <Segment label={t('What kind')} value={ofKind} onChange={setKind} options={[{ value: 'email', label: t('Emails') }, { value: 'block', label: t('Saved blocks') }]} />
        <Segment label={t('Whose')} value={ofTeam} onChange={setTeam} options={[{ value: 'all', label: t('Both teams') }, { value: 'marketing', label: teamName('marketing') }, { value: 'sales', label: teamName('sales') }]} />
        <Chip pressed={archived} onPress={() => setArchived(!archived)}>{t('Put away // done')}</Chip>
        <div className="template-filters-search"><TextField quiet label={t('Find by name or subject')} type="search" placeholder={t('Name or subject')} value={search} onChange={setSearch} /></div>
      </div>
      <Pad>
        {templates.problem ? <Failed error={templates.problem} onRetry={templates.retry} /> : templates.loading ? <SkeletonRows /> : templates.items.length > 0 ? (
          <>
            <ul className="template-grid" aria-label={ofKind === 'email' ? t('Templates') : t('Saved blocks')}>{templates.items.map((template) => <TemplateCard key={template.id} template={template} />)}</ul>
            <LoadMore hasMore={templates.hasMore} loading={templates.loadingMore} onMore={templates.loadMore} shown={templates.items.length} what={t('templates')} />
          </>
        ) : words ? <Empty title={t('None of this kind')}>{t('No name or subject has these words. Try fewer of them.')}</Empty>
          : archived ? <Empty title={t('Nothing was put away')}>{t('Templates that are put away stand here and can be brought back.')}</Empty>
            : ofKind === 'block' ? <Empty title={t('No saved blocks yet')}>{t('Choose some blocks in an email and save them: they can be put into any other, as a copy.')}</Empty>
              : <Empty title={t('No templates of your own yet')} action={mayMake && <Button onClick={() => setMaking(true)}>{t('Make the first')}</Button>}>{t('Save a mail that worked, or paste one you have, and begin the next one from it. Both teams see all of them.')}</Empty>}
      </Pad>
      {ofKind === 'email' && !archived && <StartersSection team={ofTeam} words={words} />}
      {making && <NewTemplateDialog onClose={() => setMaking(false)} />}
    </>
  );
}
