import { forScope } from '../db.ts'
import type { Scope } from '../scope.ts'

/**
 * Codes of the two latest waves of which there is a closing snapshot that was not withdrawn, the earlier one first; null where there are
 * fewer than two. They are what a comparison shows when nobody says which waves to compare.
 */
export async function latestScoredWaves(scope: Scope): Promise<{ readonly from: string; readonly to: string } | null> {
  const waves = await forScope(scope, (tx) =>
    tx.wave.findMany({
      where: { communeId: scope.communeId, snapshots: { some: { kind: 'closing', withdrawnAt: null } } },
      select: { code: true },
      orderBy: { code: 'desc' },
      take: 2,
    }),
  )
  const [to, from] = waves
  return from && to ? { from: from.code, to: to.code } : null
}
