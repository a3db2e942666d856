import { CircleAlert, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../../platform/ui/banner.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import { download } from '../../../platform/ui/call.ts';
import { useGo } from '../../../platform/ui/link.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { archiveSegment, bringBackSegment, changeSegment, createSegment, duplicateSegment, exportSegment, getSegment, listSegments, schemaVersion, type SegmentView } from '../contract.ts';
import { AnswerPane } from './answer-pane.tsx';
import { conditionOf, draftOf, newGroup, newRule } from './draft.ts';
import { GroupBox } from './group-box.tsx';
import { useAnswer } from './use-answer.ts';

/** A segment being written: its sentence on top, its groups below, and beside them who fits. */
export function Builder({ segment, onAgain }: { segment: SegmentView | null; onAgain: () => void }) {
  const go = useGo();
  const toast = useToast();
  const mayEdit = useCan('canEditPeople');
  const [name, setName] = useState(segment?.name ?? '');
  const [draft, setDraft] = useState(() => (segment ? draftOf(segment.condition) : newGroup([newRule('behaviour')])));
  const [revision, setRevision] = useState(segment?.revision ?? 0);
  const condition = conditionOf(draft);
  const asked = useAnswer(condition, segment?.id);
  const refreshes = [listSegments, getSegment];
  const create = useAction(createSegment, { quiet: true, refreshes, onDone: (made) => { toast.say(t('{name} saved', { name: made.name })); go(`/segments/${made.id}`); } });
  const change = useAction(changeSegment, { quiet: true, refreshes, onDone: (now) => { setRevision(now.revision); toast.say(t('{name} saved', { name: now.name })); } });
  const problem = create.error ?? change.error;
  const save = () => {
    if (condition === undefined) return;
    if (segment) change.mutate({ params: { segmentId: segment.id }, body: { expectedRevision: revision, name, version: schemaVersion, condition } });
    else create.mutate({ body: { name, version: schemaVersion, condition } });
  };
  const readOnly = !mayEdit || segment?.archivedAt != null;
  return (
    <>
      <TopBar title={segment?.name ?? t('New segment')} crumb={{ label: t('Segments'), href: '/segments' }} beside={segment?.owner ? t('by {owner}, seen by everybody here', { owner: segment.owner.name }) : undefined} actions={<>
        {segment && <More segment={segment} mayEdit={mayEdit} />}
        {!readOnly && <Button variant="primary" busy={create.isPending || change.isPending} disabled={condition === undefined || name.trim() === ''} onClick={save}>{t('Save')}</Button>}
      </>} />
      {segment && segment.flaws.length > 0 && <Banner icon={CircleAlert}>{t('It finds nobody for now:')} {segment.flaws.join(' ')}</Banner>}
      {problem && <Banner icon={CircleAlert} end={problem.code === 'segment_changed' && <Button small onClick={onAgain}>{t('Look at theirs')}</Button>}>{problem.detail}</Banner>}
      <div className="pad grid gap-6 wide:grid-cols-[minmax(0,1fr)_280px]">
        <div className="grid gap-5 min-w-0 content-start">
          <p className="lede">{asked.answer?.words ?? segment?.words ?? t('Contacts of your choice.')}</p>
          <div className="max-w-[44ch]"><TextField label={t('Name')} value={name} onChange={setName} readOnly={readOnly} maxLength={200} error={problem?.field('name')} /></div>
          <GroupBox group={draft} level={1} onChange={setDraft} segmentId={segment?.id} readOnly={readOnly} names={segment ? namesOf(segment) : new Map()} />
        </div>
        <AnswerPane asked={asked} unfinished={condition === undefined} peopleHref={segment ? `/segments/${segment.id}/people` : undefined} />
      </div>
      {segment && segment.usedBy.length > 0 && <Pad band><p className="soft">{t('Used by {names}.', { names: segment.usedBy.map((use) => use.name).join(', ') })}</p></Pad>}
    </>
  );
}

function More({ segment, mayEdit }: { segment: SegmentView; mayEdit: boolean }) {
  const go = useGo();
  const toast = useToast();
  const mayExport = useCan('canExport');
  const params = { segmentId: segment.id };
  const refreshes = [listSegments, getSegment];
  const duplicate = useAction(duplicateSegment, { refreshes, onDone: (copy) => go(`/segments/${copy.id}`) });
  const bringBack = useAction(bringBackSegment, { refreshes });
  const archive = useAction(archiveSegment, { refreshes, onDone: () => toast.say(t('{name} put away', { name: segment.name }), () => bringBack.mutate({ params })) });
  return (
    <Menu trigger={<Button iconOnly icon={Ellipsis}>{t('More')}</Button>} entries={[
      { label: t('The people in it'), href: `/segments/${segment.id}/people` },
      mayExport && { label: t('Export as CSV'), onSelect: () => void download(exportSegment, { params, query: { bom: true } }, `${segment.name}.csv`).catch(toast.problem) },
      mayEdit && { label: t('Duplicate'), onSelect: () => duplicate.mutate({ params }) },
      mayEdit && (segment.archivedAt ? { label: t('Bring back'), onSelect: () => bringBack.mutate({ params }) } : { label: t('Put away'), onSelect: () => archive.mutate({ params }) }),
    ]} />
  );
}

function namesOf({ names }: SegmentView): Map<string, string> {
  const kinds = [['list', names.lists], ['company', names.companies], ['owner', names.members], ['campaign', names.campaigns], ['segment', names.segments]] as const;
  return new Map(kinds.flatMap(([kind, found]) => found.map(({ id, name }) => [`${kind} ${id}`, name] as const)));
}
