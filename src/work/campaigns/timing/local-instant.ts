import { invalid } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';

/**
 * The instant of a local time `2026-11-24T09:00` in a zone. In the hour that summer time skips it is
 * the hour after, in the hour that comes twice the first one. Throws `invalid_time` or `invalid_zone`.
 */
export function localInstant(local: string, zone: string): Date {
  let wall: Temporal.PlainDateTime;
  try {
    wall = Temporal.PlainDateTime.from(local);
  } catch {
    throw invalid('invalid_time', t('{local} is no time of any day.', { local }), [{ path: 'body.at.local', message: t('no such time') }]);
  }
  try {
    return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
  } catch {
    throw invalid('invalid_zone', t('{zone} is no time zone that is known here.', { zone }), [{ path: 'body.at.zone', message: t('no such zone') }]);
  }
}
