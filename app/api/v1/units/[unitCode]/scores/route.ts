import { AppError } from '@/lib/server/errors.ts'
import { loadUnitScores } from '@/lib/server/scores/load-unit-scores.ts'
import { staffRoute } from '@/lib/server/session/json-route.ts'
import { unitInReach } from '@/lib/server/session/reach.ts'

export const GET = staffRoute<{ params: Promise<{ unitCode: string }> }>(async (staff, request, { params }) => {
  const { unitCode } = await params
  const scope = await unitInReach(staff, unitCode)
  if (!scope) throw new AppError('NOT_FOUND', 'There is no such unit.')
  const wave = new URL(request.url).searchParams.get('wave')
  const view = await loadUnitScores(scope, unitCode, wave === null ? {} : { wave })
  if (!view) throw new AppError('NOT_FOUND', 'There is no snapshot of this wave.')
  return Response.json({ wave: wave ?? view.waves.at(-1)?.wave, ...view })
})
