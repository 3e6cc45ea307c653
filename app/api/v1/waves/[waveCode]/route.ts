import { readJson } from '@/lib/server/session/read-json.ts'
import { runsWavesRoute, wavesRoute } from '@/lib/server/session/waves-route.ts'
import { loadWave } from '@/lib/server/waves/load-wave.ts'
import { changePlan } from '@/lib/server/waves/plan-wave.ts'

type Context = { params: Promise<{ waveCode: string }> }

export const GET = wavesRoute<Context>(async ({ scope, runs }, _, { params }) =>
  Response.json(await loadWave(scope, (await params).waveCode, runs, new Date())),
)

/** Changes a draft. */
export const PUT = runsWavesRoute<Context>(async ({ scope, actor }, request, { params }) => {
  const code = await changePlan(scope, actor, (await params).waveCode, await readJson(request), new Date())
  return Response.json({ code, location: `/staff/waves/${code}` })
})
