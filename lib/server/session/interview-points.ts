import { forScope } from '../db.ts'
import { mintScope } from '../scope.ts'
import type { Staff } from './staff.ts'

export type InterviewPoint = { readonly code: string; readonly instrument: string; readonly unit: string }

/** Active collection points of the commune of an enumerator, in order of unit and instrument; none for anybody else. */
export async function interviewPoints(staff: Staff): Promise<readonly InterviewPoint[]> {
  if (staff.role !== 'enumerator' || !staff.commune) return []
  const communeId = staff.commune.id
  const points = await forScope(mintScope(communeId), (tx) =>
    tx.collectionPoint.findMany({
      where: { communeId, active: true },
      select: { code: true, instrument: true, unit: { select: { name: true } } },
      orderBy: [{ unit: { code: 'asc' } }, { instrument: 'asc' }],
    }),
  )
  return points.map(({ code, instrument, unit }) => ({ code, instrument, unit: unit.name }))
}
