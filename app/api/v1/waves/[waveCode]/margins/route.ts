import { listRegisters } from '@/lib/server/margins/list-registers.ts'
import { replaceRegister } from '@/lib/server/margins/replace-registers.ts'
import { readJson } from '@/lib/server/session/read-json.ts'
import { runsWavesRoute, wavesRoute } from '@/lib/server/session/waves-route.ts'

type Context = { params: Promise<{ waveCode: string }> }
/** A commune of a hundred villages in one form. */
const LONGEST_BYTES = 65_536

export const GET = wavesRoute<Context>(async ({ scope }, _, { params }) =>
  Response.json(await listRegisters(scope, (await params).waveCode)),
)

/** The register of one unit for one instrument. */
export const PUT = runsWavesRoute<Context>(async ({ scope, actor }, request, { params }) => {
  const registers = await replaceRegister(scope, actor, (await params).waveCode, await readJson(request, LONGEST_BYTES))
  return Response.json({ registers })
})
