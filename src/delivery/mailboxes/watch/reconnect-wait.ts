/**
 * How long to wait before the next try, milliseconds: doubling from a second to five minutes, spread by chance (0-1) so
 * that a provider's outage does not end with everybody at the door at once. A refused sign-in is tried less often: providers lock accounts.
 */
export function reconnectWait(failures: number, chance: number, refused: boolean): number {
  const most = refused ? 30 * 60_000 : 5 * 60_000;
  const first = refused ? 60_000 : 1000;
  const wait = Math.min(most, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(wait * (0.5 + chance / 2));
}
