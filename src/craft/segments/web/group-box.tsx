import { Ellipsis, Plus, X } from 'lucide-react';
import { Button } from '../../../platform/ui/button.tsx';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { t } from '../../../platform/ui/words.ts';
import { limits, type Rule } from '../contract.ts';
import { changed, depthOf, isGroup, newGroup, newRule, type Draft, type DraftGroup, type DraftRule } from './draft.ts';
import { RuleFields, type RuleNames } from './rule-fields.tsx';
import { joiningWord, kindNames, whichNames } from './rule-words.ts';

interface GroupProps {
  group: DraftGroup;
  /** How deep it stands; the outermost is 1 and stays. */
  level: number;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
  onUngroup?: () => void;
  names: RuleNames;
  segmentId: number | undefined;
  readOnly: boolean;
}

/** A group as one reads it: which of its parts must be true, the parts, and what may be added. */
export function GroupBox({ group, level, onChange, onRemove, onUngroup, names, segmentId, readOnly }: GroupProps) {
  const put = (key: number, parts: Draft[]) => onChange(changed(group, key, () => parts));
  const add = (part: Draft) => onChange({ ...group, parts: [...group.parts, part] });
  const kinds = Object.entries(kindNames()) as [Rule['rule'], string][];
  const label = level === 1 ? t('Contacts of whom') : t('Of whom');
  return (
    <fieldset disabled={readOnly} className="grid gap-2 min-w-0 m-0 p-0 border-0" aria-label={`${label} ${whichNames()[group.which]}`}>
      <div className="flex flex-wrap items-center gap-2">
        <span className="strong">{label}</span>
        <SelectField quiet label={t('How many must be true')} value={group.which} choices={(Object.entries(whichNames()) as [DraftGroup['which'], string][]).map(([value, name]) => ({ value, label: name }))} onChange={(which) => onChange({ ...group, which })} />
        {onRemove && <span className="ml-auto"><Menu trigger={<Button small iconOnly variant="quiet" icon={Ellipsis}>{t('This group')}</Button>} entries={[
          { label: t('Take the brackets away'), onSelect: onUngroup ?? (() => {}) }, { label: t('Remove the group'), onSelect: onRemove },
        ]} /></span>}
      </div>
      <div className="grid gap-2 border-l-2 border-[var(--line-strong)] pl-3">
        {group.parts.map((part, at) => (
          <div key={part.key} className="grid gap-2 min-w-0">
            {at > 0 && <span className="faint small">{joiningWord(group.which)}</span>}
            {isGroup(part)
              ? <GroupBox {...{ names, segmentId, readOnly }} group={part} level={level + 1} onChange={(next) => put(part.key, [next])} onRemove={() => put(part.key, [])} onUngroup={() => put(part.key, part.parts)} />
              : <RuleRow {...{ names, segmentId }} draft={part} mayNest={level < limits.depth - 1} onChange={(next) => put(part.key, [next])} onRemove={() => put(part.key, [])} onNest={() => put(part.key, [newGroup([part])])} />}
          </div>
        ))}
        {!readOnly && (
          <div className="acts">
            <Menu align="start" trigger={<Button small icon={Plus}>{t('Add a rule')}</Button>} entries={kinds.map(([kind, name]) => ({ label: name, onSelect: () => add(newRule(kind)) }))} />
            {level + depthOf(newGroup()) <= limits.depth - 1 && <Button small variant="quiet" onClick={() => add(newGroup([newRule('attribute')]))}>{t('Add a group')}</Button>}
          </div>
        )}
      </div>
    </fieldset>
  );
}

function RuleRow({ draft, names, segmentId, mayNest, onChange, onRemove, onNest }: { draft: DraftRule; names: RuleNames; segmentId: number | undefined; mayNest: boolean; onChange: (draft: DraftRule) => void; onRemove: () => void; onNest: () => void }) {
  return (
    <div role="group" aria-label={kindNames()[draft.rule.rule]} className="flex items-start gap-2 min-w-0">
      <div className="flex flex-wrap items-start gap-2 min-w-0 grow">
        <RuleFields rule={draft.rule} names={names} segmentId={segmentId} onChange={(rule) => onChange({ ...draft, rule })} />
      </div>
      <span className="flex flex-none">
        {mayNest && <Menu trigger={<Button small iconOnly variant="quiet" icon={Ellipsis}>{t('This rule')}</Button>} entries={[{ label: t('Put it in brackets'), onSelect: onNest }]} />}
        <Button small iconOnly variant="quiet" icon={X} onClick={onRemove}>{t('Remove the rule')}</Button>
      </span>
    </div>
  );
}
