import { AppError } from '@/lib/server/errors.ts'
import { readJson } from '@/lib/server/session/read-json.ts'
import { runsWavesRoute, wavesRoute } from '@/lib/server/session/waves-route.ts'
import { listSnapshots } from '@/lib/server/waves/list-snapshots.ts'
import { requestSnapshot, startJob } from '@/lib/server/waves/snapshot-jobs.ts'

type Context = { params: Promise<{ waveCode: string }> }

export const GET = wavesRoute<Context>(async ({ scope }, _, { params }) => {
  const { waveCode } = await params
  const snapshots = (await listSnapshots(scope)).filter(({ wave }) => wave === waveCode)
  if (snapshots.length === 0) throw new AppError('NOT_FOUND', 'There is no snapshot of such a wave.')
  return Response.json({ snapshots })
})

/** Asks for a snapshot; how far it is stands at …/job. */
export const POST = runsWavesRoute<Context>(async ({ scope, actor }, request, { params }) => {
  const { waveCode } = await params
  const { id, isNew } = await requestSnapshot(scope, actor, waveCode, await readJson(request), new Date())
  if (isNew) startJob(scope, id)
  return Response.json({ job: id, location: `/staff/waves/${waveCode}/snapshots` }, { status: 202 })
})
