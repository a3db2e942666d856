import { useEffect, useState } from 'react';
import { toProblem } from '../../../platform/ui/api-problem.ts';
import { call } from '../../../platform/ui/call.ts';
import { forecastAudience } from '../contract.ts';
import type { Forecast } from './forecast-words.ts';
import type { SettingsDraft } from './use-drafts.ts';

/** Whom an audience reaches now, a moment after it changes: counted at once, judged as soon as that is known. */
export function useForecast(audience: SettingsDraft['audience'], { team, sendTime }: Pick<SettingsDraft, 'team' | 'sendTime'>): { forecast: Forecast | null; problem: string | null } {
  const [forecast, setForecast] = useState<Forecast | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = JSON.stringify({ audience, team, sendTime });
  useEffect(() => {
    const body = JSON.parse(asked) as { audience: SettingsDraft['audience']; team: SettingsDraft['team']; sendTime: SettingsDraft['sendTime'] };
    setProblem(null);
    if (body.audience.lists.length + body.audience.segments.length === 0) {
      setForecast(null);
      return;
    }
    const stop = new AbortController();
    const ask = async () => {
      const counted = await call(forecastAudience, { body: { ...body, depth: 'count' } }, { signal: stop.signal });
      // A former judgement of many stays until the new one is there; numbers of another audience do not.
      setForecast(counted);
      setForecast(await call(forecastAudience, { body }, { signal: stop.signal }));
    };
    const timer = setTimeout(() => {
      ask().catch((error: unknown) => {
        if (stop.signal.aborted) return;
        setForecast(null);
        setProblem(toProblem(error).detail);
      });
    }, 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return { forecast, problem };
}
