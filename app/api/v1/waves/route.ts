import { readJson } from '@/lib/server/session/read-json.ts'
import { runsWavesRoute, wavesRoute } from '@/lib/server/session/waves-route.ts'
import { listWaves } from '@/lib/server/waves/list-waves.ts'
import { planWave } from '@/lib/server/waves/plan-wave.ts'

export const GET = wavesRoute(async ({ scope }) => Response.json({ waves: await listWaves(scope) }))

export const POST = runsWavesRoute(async ({ scope, actor }, request) => {
  const code = await planWave(scope, actor, await readJson(request), new Date())
  return Response.json({ code, location: `/staff/waves/${code}` }, { status: 201 })
})
