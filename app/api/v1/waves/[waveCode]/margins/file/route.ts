import { importRegisters } from '@/lib/server/margins/replace-registers.ts'
import { readJson } from '@/lib/server/session/read-json.ts'
import { runsWavesRoute } from '@/lib/server/session/waves-route.ts'

const LONGEST_BYTES = 1_000_000

/** Registers from CSV. */
export const PUT = runsWavesRoute<{ params: Promise<{ waveCode: string }> }>(async ({ scope, actor }, request, { params }) => {
  const registers = await importRegisters(scope, actor, (await params).waveCode, await readJson(request, LONGEST_BYTES))
  return Response.json({ registers })
})
