import { AppError } from '@/lib/server/errors.ts'
import { wavesRoute } from '@/lib/server/session/waves-route.ts'
import { latestJob } from '@/lib/server/waves/snapshot-jobs.ts'

/** How far the latest snapshot that was asked for is. */
export const GET = wavesRoute<{ params: Promise<{ waveCode: string }> }>(async ({ scope }, _, { params }) => {
  const job = await latestJob(scope, (await params).waveCode, new Date())
  if (!job) throw new AppError('NOT_FOUND', 'Nobody has asked for a snapshot of this wave.')
  return Response.json(job)
})
