import { Filter, List } from 'lucide-react';
import { Chip } from '../../../platform/ui/chip.tsx';
import { ComboboxField, type ComboChoice } from '../../../platform/ui/combobox-field.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { t } from '../../../platform/ui/words.ts';
import { listLists } from '../../../people/lists/contract.ts';
import { listSegments } from '../../../craft/segments/contract.ts';
import type { CampaignView } from '../contract.ts';
import { ExplainContact } from './explain-contact.tsx';
import { forecastSentence, overlapSentence } from './forecast-words.ts';
import type { SettingsDraft } from './use-drafts.ts';
import { useForecast } from './use-forecast.ts';

type Audience = SettingsDraft['audience'];

interface Props {
  campaign: CampaignView;
  audience: Audience;
  draft: Pick<SettingsDraft, 'team' | 'sendTime'>;
  onChange: (audience: Audience) => void;
  readOnly: boolean;
}

interface Side {
  lists: 'lists' | 'excludeLists';
  segments: 'segments' | 'excludeSegments';
}

/** Whom it goes to: lists and segments, less others; how many that is before anything is sent, and why somebody is in it. */
export function AudienceFields({ campaign, audience, draft, onChange, readOnly }: Props) {
  const lists = useEndpoint(listLists, { query: { limit: 200 } });
  const segments = useEndpoint(listSegments, { query: { limit: 200 } });
  const names = namesOf(campaign, lists.data?.items ?? [], segments.data?.items ?? []);
  const { forecast, problem } = useForecast(audience, draft);
  const counts = new Map([...forecast?.sources ?? [], ...forecast?.leftOutBy ?? []].map(({ kind, id, count }) => [`${kind}:${id}`, count]));
  const taken = new Set([...keysOf(audience, { lists: 'lists', segments: 'segments' }), ...keysOf(audience, { lists: 'excludeLists', segments: 'excludeSegments' })]);
  const choices: ComboChoice[] = [
    ...(lists.data?.items ?? []).map((list) => ({ value: `list:${list.id}`, label: list.name, beside: t('list, {size}', { size: formatCount(list.size) }) })),
    ...(segments.data?.items ?? []).map((segment) => ({ value: `segment:${segment.id}`, label: segment.name, beside: segment.counted ? t('segment, {size}', { size: formatCount(segment.counted.count) }) : t('segment') })),
  ].filter(({ value }) => !taken.has(value));
  const side = (which: Side, label: string, hint: string) => (
    <SourcesField
      {...{ label, hint, choices, names, counts, readOnly }}
      keys={keysOf(audience, which)}
      onChange={(keys) => onChange({ ...audience, [which.lists]: idsOf(keys, 'list'), [which.segments]: idsOf(keys, 'segment') })}
    />
  );
  return (
    <section aria-label={t('Audience')} id="at-audience" className="grid gap-3">
      <FieldPair>
        {side({ lists: 'lists', segments: 'segments' }, t('Goes to'), t('Everybody on these lists or in these segments, each person once.'))}
        {side({ lists: 'excludeLists', segments: 'excludeSegments' }, t('Leave out'), t('Nobody who is on or in one of these.'))}
      </FieldPair>
      {lists.data?.items.length === 0 && <p className="soft small">{t('There is no list yet.')} <Link href="/imports/new" underlined>{t('Import people')}</Link></p>}
      {problem && <p className="small" role="alert">{problem}</p>}
      {forecast && <p className="small" role="status">{forecastSentence(forecast)}. <span className="faint">{overlapSentence(forecast)}</span></p>}
      {audience.lists.length + audience.segments.length > 0 && <ExplainContact campaignId={campaign.id} audience={audience} draft={draft} />}
    </section>
  );
}

interface SourcesProps {
  label: string;
  hint: string;
  choices: readonly ComboChoice[];
  keys: readonly string[];
  names: ReadonlyMap<string, string>;
  counts: ReadonlyMap<string, number>;
  onChange: (keys: string[]) => void;
  readOnly: boolean;
}

/** Lists and segments, found by one field; each with its count. */
function SourcesField({ label, hint, choices, keys, names, counts, onChange, readOnly }: SourcesProps) {
  return (
    <div>
      {readOnly ? <span className="label">{label}</span>
        : <ComboboxField label={label} hint={hint} placeholder={t('Find a list or a segment')} value="" onChange={(key) => onChange([...keys, key])} choices={choices} />}
      <div className="chips" style={{ marginTop: 6 }}>
        {keys.map((key) => (
          <Chip key={key} icon={key.startsWith('list:') ? List : Filter} count={counts.get(key)} {...(readOnly ? {} : { onRemove: () => onChange(keys.filter((one) => one !== key)) })}>{names.get(key) ?? key}</Chip>
        ))}
        {readOnly && keys.length === 0 && <span className="faint">{t('nobody')}</span>}
      </div>
    </div>
  );
}

const keysOf = (audience: Audience, { lists, segments }: Side): string[] => [...audience[lists].map((id) => `list:${id}`), ...audience[segments].map((id) => `segment:${id}`)];
const idsOf = (keys: readonly string[], kind: 'list' | 'segment'): number[] => keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => Number(key.slice(kind.length + 1)));

type Named = { id: number; name: string };

/** Names of all that can be chosen, and of what is chosen and put away. */
function namesOf({ audience }: CampaignView, lists: readonly Named[], segments: readonly Named[]): Map<string, string> {
  const entries = (kind: 'list' | 'segment', named: readonly Named[]) => named.map(({ id, name }) => [`${kind}:${id}`, name] as const);
  return new Map([
    ...entries('list', [...audience.lists, ...audience.excludeLists, ...lists]),
    ...entries('segment', [...audience.segments, ...audience.excludeSegments, ...segments]),
  ]);
}
