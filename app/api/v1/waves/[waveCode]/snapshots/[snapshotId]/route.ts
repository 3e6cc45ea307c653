import { readJson } from '@/lib/server/session/read-json.ts'
import { runsWavesRoute } from '@/lib/server/session/waves-route.ts'
import { releaseSnapshot } from '@/lib/server/waves/release-snapshot.ts'

type Context = { params: Promise<{ waveCode: string; snapshotId: string }> }

/** Publishes or withdraws. */
export const POST = runsWavesRoute<Context>(async ({ scope, actor }, request, { params }) => {
  const { waveCode, snapshotId } = await params
  await releaseSnapshot(scope, actor, waveCode, snapshotId, await readJson(request), new Date())
  return Response.json({})
})
