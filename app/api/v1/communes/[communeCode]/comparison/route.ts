import * as z from 'zod'
import { AppError } from '@/lib/server/errors.ts'
import { loadCommuneComparison } from '@/lib/server/scores/load-commune-comparison.ts'
import { staffRoute } from '@/lib/server/session/json-route.ts'
import { communeInReach } from '@/lib/server/session/reach.ts'

const querySchema = z.object({ from: z.string().min(1).max(20), to: z.string().min(1).max(20) })

export const GET = staffRoute<{ params: Promise<{ communeCode: string }> }>(async (staff, request, { params }) => {
  const { communeCode } = await params
  const reach = await communeInReach(staff, communeCode)
  if (!reach) throw new AppError('NOT_FOUND', 'There is no such commune.')
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) throw new AppError('BAD_REQUEST', 'The waves are needed: ?from=2023&to=2024')
  const view = await loadCommuneComparison(reach.scope, query.data.from, query.data.to, reach.audience)
  if (!view) throw new AppError('NOT_FOUND', 'There is no snapshot of these waves.')
  return Response.json(view)
})
