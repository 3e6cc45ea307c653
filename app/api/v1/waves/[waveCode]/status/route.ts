import { readJson } from '@/lib/server/session/read-json.ts'
import { runsWavesRoute } from '@/lib/server/session/waves-route.ts'
import { changeStatus } from '@/lib/server/waves/change-status.ts'

export const POST = runsWavesRoute<{ params: Promise<{ waveCode: string }> }>(async ({ scope, actor }, request, { params }) => {
  await changeStatus(scope, actor, (await params).waveCode, await readJson(request), new Date())
  return Response.json({})
})
