import type pg from 'pg'
import * as z from 'zod'
import { canonicalJson, type Instrument, instrumentIds, instruments, releasedHashes } from '@/lib/instruments/index.ts'
import type { Actor } from '../audit/actions.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../hash.ts'
import type { Scope } from '../scope.ts'
import { askInstruments, createWave } from './create-wave.ts'
import { findWave } from './find-wave.ts'
import { noteEvent } from './note-event.ts'
import { parseInput } from './parse-input.ts'
import { runAct } from './run-act.ts'

/** Never lower than the design's: 5 people in a cell, 10 comments, an effective n of 30. */
export const leastThresholds = { minimumCell: 5, minimumComments: 10, minimumEffective: 30 } as const

const threshold = (least: number) => z.coerce.number().int().min(least).max(10_000).default(least)
const planSchema = z.strictObject({
  /** The year as pages name it, or 2026-2 for a second wave of the year: codes in order are waves in order. */
  code: z.string().regex(/^20\d\d(-[2-9])?$/),
  name: z.string().trim().normalize('NFC').min(1).max(120),
  /** "health-station 2024" */
  instruments: z.array(z.string().max(60)).min(1).max(instrumentIds.length),
  minimumCell: threshold(leastThresholds.minimumCell),
  minimumComments: threshold(leastThresholds.minimumComments),
  minimumEffective: threshold(leastThresholds.minimumEffective),
})
type Plan = z.infer<typeof planSchema>

/**
 * Plans a wave: a draft with its code, name, instruments and thresholds. Returns its code.
 *
 * @throws {AppError} NOT_ALLOWED; NOT_VALID naming each field (an instrument that is not released, or twice); CONFLICT with `code-taken`
 */
export async function planWave(scope: Scope, actor: Actor, input: unknown, at: Date): Promise<string> {
  const { code } = await runAct(scope, actor, async (client) => {
    const plan = parseInput(planSchema, input)
    const asked = askedBy(plan)
    await checkCode(client, scope, plan.code)
    const id = await createWave(client, scope, { ...plan, instruments: asked, thresholds: plan })
    await noteEvent(client, scope, { id, code: plan.code }, { actor, act: 'create', at, detail: factsOf(plan, asked) })
    return plan
  })
  return code
}

/**
 * Changes a wave that is still a draft; what it asks and its thresholds are fixed when it opens.
 *
 * @throws {AppError} as planWave, NOT_FOUND, and CONFLICT with `not-draft`
 */
export async function changePlan(scope: Scope, actor: Actor, waveCode: string, input: unknown, at: Date): Promise<string> {
  const { code } = await runAct(scope, actor, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    const plan = parseInput(planSchema, input)
    const asked = askedBy(plan)
    if (plan.code !== wave.code) await checkCode(client, scope, plan.code)
    const { rowCount } = await client.query(
      `update wave set code = $3, name = $4, minimum_cell = $5, minimum_comments = $6, minimum_effective = $7
        where commune_id = $1 and id = $2 and status = 'draft'`,
      [scope.communeId, wave.id, plan.code, plan.name, plan.minimumCell, plan.minimumComments, plan.minimumEffective],
    )
    if (rowCount === 0) throw new AppError('CONFLICT', `The wave is ${wave.status}.`, [{ path: 'wave', message: 'not-draft' }])
    await client.query(`delete from wave_instrument where commune_id = $1 and wave_id = $2`, [scope.communeId, wave.id])
    await askInstruments(client, scope, wave.id, asked)
    await noteEvent(client, scope, { id: wave.id, code: plan.code }, { actor, act: 'change', at, detail: factsOf(plan, asked) })
    return plan
  })
  return code
}

async function checkCode(client: pg.ClientBase, scope: Scope, code: string): Promise<void> {
  const { rowCount } = await client.query(`select from wave where commune_id = $1 and code = $2`, [scope.communeId, code])
  if (rowCount) throw new AppError('CONFLICT', `There is a wave ${code} already.`, [{ path: 'code', message: 'code-taken' }])
}

/** Instruments of a plan: released versions, unchanged since, at most one version of each. */
function askedBy({ instruments: wanted }: Plan): readonly Instrument[] {
  const found = wanted.map((name) => instruments.find(({ id, version }) => `${id} ${version}` === name))
  const refuse = (message: string) => new AppError('NOT_VALID', 'The instruments do not fit.', [{ path: 'instruments', message }])
  const released = found.filter((one) => one !== undefined)
  if (released.length < wanted.length || !released.every(isReleased)) throw refuse('not-released')
  if (new Set(released.map(({ id }) => id)).size < released.length) throw refuse('two-versions')
  return released
}

const isReleased = (instrument: Instrument): boolean =>
  releasedHashes[`${instrument.id}@${instrument.version}`] === sha256(canonicalJson(instrument))

const factsOf = ({ minimumCell, minimumComments, minimumEffective }: Plan, asked: readonly Instrument[]) => ({
  instruments: asked.map(({ id, version }) => `${id}/${version}`),
  minimumCell,
  minimumComments,
  minimumEffective,
})
