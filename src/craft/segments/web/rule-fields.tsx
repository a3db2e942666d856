import { Chip } from '../../../platform/ui/chip.tsx';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { t } from '../../../platform/ui/words.ts';
import { consentNames, listSegments, type Rule } from '../contract.ts';
import { AttributeFields } from './attribute-fields.tsx';
import { BehaviourFields } from './behaviour-fields.tsx';
import type { DraftRule } from './draft.ts';
import { RelationFields } from './relation-fields.tsx';
import { someOfNames } from './rule-words.ts';

export interface RuleFieldsProps {
  rule: DraftRule['rule'];
  onChange: (rule: DraftRule['rule']) => void;
  names: RuleNames;
}

/** Names of what a saved condition asks for, by kind and id. */
export type RuleNames = ReadonlyMap<string, string>;

/** The fields of one rule, by its kind. */
export function RuleFields(props: RuleFieldsProps & { segmentId: number | undefined }) {
  const kind: Rule['rule'] = props.rule.rule;
  if (kind === 'attribute') return <AttributeFields {...props} />;
  if (kind === 'behaviour') return <BehaviourFields {...props} />;
  if (kind === 'consent') return <ConsentFields {...props} />;
  if (kind === 'segment') return <SegmentFields {...props} />;
  return <RelationFields {...props} kind={kind} />;
}

function ConsentFields({ rule, onChange }: RuleFieldsProps) {
  const states = (rule['states'] ?? []) as (keyof typeof consentNames)[];
  return (
    <>
      <SelectField quiet label={t('Is or is not')} value={rule['op'] as 'in'} choices={[{ value: 'in', label: t('consent is') }, { value: 'not-in', label: t('consent is not') }]} onChange={(op) => onChange({ ...rule, op })} />
      <div className="flex flex-wrap gap-2 self-center" role="group" aria-label={t('Consent')}>
        {(Object.keys(consentNames) as (keyof typeof consentNames)[]).map((state) => (
          <Chip key={state} pressed={states.includes(state)} onPress={() => onChange({ ...rule, states: states.includes(state) ? states.filter((each) => each !== state) : [...states, state] })}>{t(consentNames[state])}</Chip>
        ))}
      </div>
    </>
  );
}

function SegmentFields({ rule, onChange, segmentId, names }: RuleFieldsProps & { segmentId: number | undefined }) {
  const segments = useEndpoint(listSegments, { query: { limit: 200 } });
  const chosen = rule['id'] as number | undefined;
  const words = someOfNames('segment');
  const found = (segments.data?.items ?? []).filter(({ id }) => id !== segmentId).map(({ id, name }) => ({ value: String(id), label: name }));
  const missing = chosen !== undefined && !found.some(({ value }) => value === String(chosen)) ? [{ value: String(chosen), label: names.get(`segment ${chosen}`) ?? t('something that is gone') }] : [];
  return (
    <>
      <SelectField quiet label={t('In or not')} value={rule['op'] as 'in'} choices={[{ value: 'in', label: words.in }, { value: 'not-in', label: words['not-in'] }]} onChange={(op) => onChange({ ...rule, op })} />
      <SelectField quiet label={t('Segment')} empty={t('Choose a segment')} value={chosen === undefined ? '' : String(chosen)} choices={[...found, ...missing]} onChange={(id) => onChange({ ...rule, id: Number(id) })} />
    </>
  );
}
