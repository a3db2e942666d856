import { useEffect, useState } from 'react';
import { call } from '../../../platform/ui/call.ts';
import { Chip } from '../../../platform/ui/chip.tsx';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { listLists } from '../../../people/lists/contract.ts';
import { forecastAudience, type CampaignView } from '../contract.ts';
import { forecastSentence, type Forecast } from './forecast-words.ts';
import type { SettingsDraft } from './use-drafts.ts';

type Audience = SettingsDraft['audience'];

interface Props {
  campaign: CampaignView;
  audience: Audience;
  team: SettingsDraft['team'];
  onChange: (audience: Audience) => void;
  readOnly: boolean;
}

/** Whom it goes to: lists, less those on other lists; and how many that is, before anything is sent. */
export function AudienceFields({ campaign, audience, team, onChange, readOnly }: Props) {
  const lists = useEndpoint(listLists, { query: { limit: 200 } });
  const named = new Map([...campaign.audience.lists, ...campaign.audience.excludeLists].map((list) => [list.id, list.name]));
  const sizes = new Map<number, number>();
  for (const list of lists.data?.items ?? []) {
    named.set(list.id, list.name);
    sizes.set(list.id, list.size);
  }
  const forecast = useForecast(audience, team);
  const side = (which: keyof Audience, label: string, hint: string) => (
    <div>
      {!readOnly && (
        <ComboboxField
          label={label}
          hint={hint}
          placeholder="Find a list"
          value=""
          onChange={(value) => onChange({ ...audience, [which]: [...audience[which], Number(value)] })}
          choices={(lists.data?.items ?? []).filter((list) => !audience.lists.includes(list.id) && !audience.excludeLists.includes(list.id)).map((list) => ({ value: String(list.id), label: list.name, beside: formatCount(list.size) }))}
        />
      )}
      {readOnly && <span className="label">{label}</span>}
      <div className="chips" style={{ marginTop: 6 }}>
        {audience[which].map((id) => (
          <Chip key={id} {...(sizes.has(id) ? { count: sizes.get(id)! } : {})} {...(readOnly ? {} : { onRemove: () => onChange({ ...audience, [which]: audience[which].filter((one) => one !== id) }) })}>{named.get(id) ?? `List ${id}`}</Chip>
        ))}
        {readOnly && audience[which].length === 0 && <span className="faint">nobody</span>}
      </div>
    </div>
  );
  return (
    <section aria-label="Audience" className="grid gap-3">
      <FieldPair>
        {side('lists', 'Goes to', 'Everybody on these lists, each person once.')}
        {side('excludeLists', 'Leave out', 'Nobody who is on one of these.')}
      </FieldPair>
      {lists.data?.items.length === 0 && <p className="soft small">There is no list yet. <Link href="/imports/new" underlined>Import people</Link>, and put them on one.</p>}
      {forecast && <p className="small" role="status">{forecastSentence(forecast)}. <span className="faint">{formatCount(forecast.listed)} on the lists{forecast.duplicates > 0 && `, ${formatCount(forecast.duplicates)} of them twice`}{forecast.excluded > 0 && `, ${formatCount(forecast.excluded)} left out`}.</span></p>}
    </section>
  );
}

/** Whom the lists reach now, a moment after they change. */
function useForecast(audience: Audience, team: SettingsDraft['team']): Forecast | null {
  const [forecast, setForecast] = useState<Forecast | null>(null);
  const asked = JSON.stringify({ audience, team });
  useEffect(() => {
    const body = JSON.parse(asked) as { audience: Audience; team: SettingsDraft['team'] };
    if (body.audience.lists.length === 0) {
      setForecast(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      // Only a help while writing: preflight says it for good, and says what is wrong.
      call(forecastAudience, { body }, { signal: stop.signal }).then(setForecast).catch(() => {});
    }, 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return forecast;
}
