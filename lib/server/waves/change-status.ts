import type pg from 'pg'
import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { type FoundWave, findWave, type WaveStatus } from './find-wave.ts'
import { noteEvent } from './note-event.ts'
import { closeWave, openWave, pauseWave, reopenWave, resumeWave } from './open-wave.ts'
import { parseInput } from './parse-input.ts'
import { runAct } from './run-act.ts'

const reasonSchema = z.string().trim().min(5).max(500)
const statusSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(['open', 'pause', 'resume', 'close']) }),
  z.strictObject({ act: z.literal('reopen'), reason: reasonSchema }),
])

/** From which status an act leads on. */
const from = {
  open: ['draft'],
  pause: ['open'],
  resume: ['paused'],
  close: ['open', 'paused'],
  reopen: ['closed'],
} as const satisfies Readonly<Record<string, readonly WaveStatus[]>>
const moves = { open: openWave, pause: pauseWave, resume: resumeWave, close: closeWave, reopen: reopenWave } as const

/**
 * Opens, pauses, resumes, closes or reopens a wave, and writes that into its history and the audit trail. Reopening needs a reason; a wave
 * that opens must ask something, and no other wave that takes answers may ask the same: a poster would not know where its answers belong.
 *
 * @throws {AppError} NOT_ALLOWED, NOT_FOUND, NOT_VALID, and CONFLICT with `not-draft`, `not-open`, `not-paused`, `not-closed`, `no-instrument`
 *   or `asked-elsewhere` (the other wave's code beside it) as its issue
 */
export async function changeStatus(scope: Scope, actor: Actor, code: string, input: unknown, at: Date): Promise<void> {
  await runAct(scope, actor, async (client) => {
    const wave = await findWave(client, scope, code)
    const { act, ...rest } = parseInput(statusSchema, input)
    const allowed: readonly WaveStatus[] = from[act]
    if (!allowed.includes(wave.status))
      throw new AppError('CONFLICT', `The wave is ${wave.status}.`, [{ path: 'wave', message: `not-${allowed[0]}` }])
    if (act === 'open' || act === 'reopen') await checkMayOpen(client, scope, wave)
    await moves[act](client, scope, wave.id, at)
    await noteEvent(client, scope, wave, { actor, act, at, ...('reason' in rest ? { reason: rest.reason } : {}) })
  })
}

async function checkMayOpen(client: pg.ClientBase, scope: Scope, wave: FoundWave): Promise<void> {
  const { rows } = await client.query<{ instrument: string; code: string | null }>(
    `select a.instrument, min(w.code) as code
       from wave_instrument a
       left join wave_instrument b on b.commune_id = a.commune_id and b.instrument = a.instrument and b.wave_id <> a.wave_id
       left join wave w on w.commune_id = b.commune_id and w.id = b.wave_id and w.status in ('open', 'paused')
      where a.commune_id = $1 and a.wave_id = $2 group by 1 order by 1`,
    [scope.communeId, wave.id],
  )
  if (rows.length === 0) throw new AppError('CONFLICT', 'The wave asks nothing.', [{ path: 'wave', message: 'no-instrument' }])
  const elsewhere = rows.flatMap(({ instrument, code }) => (code === null ? [] : [{ instrument, code }]))
  if (elsewhere.length > 0)
    throw new AppError(
      'CONFLICT',
      'Another wave that takes answers asks the same instrument: close it first.',
      elsewhere.map(({ instrument, code }) => ({ path: `${instrument} ${code}`, message: 'asked-elsewhere' })),
    )
}
