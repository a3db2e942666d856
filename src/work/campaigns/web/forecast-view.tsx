import { formatCount } from '../../../platform/ui/format.ts';
import { forecastLines, type Forecast } from './forecast-words.ts';

/** From the lists down to those mailed, line by line; the last is what the launch button says. */
export function ForecastView({ forecast }: { forecast: Forecast }) {
  return (
    <table className="tbl">
      <caption className="sr">How many will be mailed, held and left out, and why</caption>
      <tbody>
        {forecastLines(forecast).map((line, index) => (
          <tr key={index}><td className={line.less ? 'soft' : undefined}>{line.words}</td><td className="num">{line.less ? `− ${formatCount(line.count)}` : formatCount(line.count)}</td></tr>
        ))}
        <tr><th scope="row" className="strong">will be mailed</th><td className="num strong">{formatCount(forecast.mailed)}</td></tr>
      </tbody>
    </table>
  );
}
