import { formatCount } from '../../../platform/ui/format.ts';
import { t } from '../../../platform/ui/words.ts';
import type { CampaignView } from '../contract.ts';
import { forecastLines, overlapLines, type Forecast } from './forecast-words.ts';

/** From the lists and segments down to those mailed, line by line; the last is what the launch button says. */
export function ForecastView({ forecast, campaign }: { forecast: Forecast; campaign: CampaignView }) {
  const overlap = overlapLines(forecast, namesOf(campaign));
  return (
    <>
      <table className="tbl">
        <caption className="sr">{t('How many will be mailed, held and left out, and why')}</caption>
        <tbody>
          {forecastLines(forecast).map((line, index) => (
            <tr key={index}><td className={line.less ? 'soft' : undefined}>{line.words}</td><td className="num">{line.less ? `− ${formatCount(line.count)}` : formatCount(line.count)}</td></tr>
          ))}
          <tr><th scope="row" className="strong">{forecast.judged ? t('will be mailed') : t('in the audience')}</th><td className="num strong">{formatCount(forecast.mailed)}</td></tr>
        </tbody>
      </table>
      {overlap.length > 1 && (
        <table className="tbl" style={{ marginTop: 16 }}>
          <caption className="sr">{t('How many are on each list and in each segment')}</caption>
          <tbody>
            {overlap.map(({ key, kind, name, count, leftOut }) => (
              <tr key={key}><td>{name} <span className="faint">{wordsOf(kind, leftOut)}</span></td><td className="num">{leftOut ? `− ${formatCount(count)}` : formatCount(count)}</td></tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function wordsOf(kind: 'list' | 'segment', leftOut: boolean): string {
  if (leftOut) return kind === 'list' ? t('list, left out') : t('segment, left out');
  return kind === 'list' ? t('list') : t('segment');
}

function namesOf({ audience }: CampaignView): Map<string, string> {
  const entries = (kind: string, named: readonly { id: number; name: string }[]) => named.map(({ id, name }) => [`${kind}:${id}`, name] as const);
  return new Map([...entries('list', [...audience.lists, ...audience.excludeLists]), ...entries('segment', [...audience.segments, ...audience.excludeSegments])]);
}
