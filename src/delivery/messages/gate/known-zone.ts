const zones = new Map<string, boolean>();
const zonesAtMost = 4000;

/** Whether the platform knows a zone; a misspelt one must not stop anybody's mail. */
export function isKnownZone(zone: string): boolean {
  let known = zones.get(zone);
  if (known === undefined) {
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
      known = true;
    } catch {
      known = false;
    }
    if (zones.size >= zonesAtMost) zones.clear();
    zones.set(zone, known);
  }
  return known;
}

/** The first zone that is given and known: a contact's, else the company's, else the workspace's, else UTC. */
export const firstKnownZone = (...given: (string | null | undefined)[]): string => given.find((zone) => zone && isKnownZone(zone)) ?? 'UTC';
