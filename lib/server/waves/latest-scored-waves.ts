import { forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'
import { type Audience, listShownSnapshots } from '../scores/shown-snapshots.ts'

/**
 * Codes of the two latest waves whose closing snapshot this audience is shown, the earlier one first; null where there are fewer than two.
 * They are what a comparison shows when nobody says which waves to compare.
 */
export async function latestScoredWaves(scope: Scope, audience: Audience): Promise<{ readonly from: string; readonly to: string } | null> {
  const snapshots = await forScopeRaw(scope, (client) => listShownSnapshots(client, scope, audience))
  const [from, to] = snapshots.filter(({ closing }) => closing).slice(-2)
  return from && to ? { from: from.wave, to: to.wave } : null
}
