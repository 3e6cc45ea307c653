import type pg from 'pg'
import * as z from 'zod'
import type { Actor } from '../audit/actions.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { AppError, type Issue } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { type FoundWave, findWave } from '../waves/find-wave.ts'
import { parseInput } from '../waves/parse-input.ts'
import { runAct } from '../waves/run-act.ts'
import { setMargins } from '../waves/set-margins.ts'
import { checkRegister, type RegisterRow } from './check-register.ts'
import { type AskedUnit, readAsked } from './read-asked.ts'
import { readRegisterFile } from './read-register-file.ts'

const MOST_ISSUES = 100

const formSchema = z.strictObject({
  unit: z.string().min(1).max(60),
  instrument: z.string().min(1).max(60),
  source: z.string().trim().normalize('NFC').max(200),
  /** "sex 1": "1234" */
  counts: z.record(z.string().max(80), z.union([z.string().trim().max(12), z.number()])),
})
const fileSchema = z.strictObject({ csv: z.string().max(300_000), file: z.string().max(300_000).optional() })

type Register = { readonly asked: AskedUnit; readonly source: (row: RegisterRow) => string; readonly rows: readonly RegisterRow[] }

const keyOf = (unit: string, instrument: string) => `${unit} ${instrument}`
const findAsked = (all: readonly AskedUnit[], unit: string, instrument: string) =>
  all.find((one) => one.unit.code === unit && one.instrument.id === instrument)

/**
 * Replaces the register of one unit for one instrument by what a form sent.
 *
 * @throws {AppError} NOT_ALLOWED; NOT_FOUND; NOT_VALID with every fault by field; CONFLICT with `published` once the wave's closing snapshot is
 */
export const replaceRegister = (scope: Scope, actor: Actor, waveCode: string, input: unknown): Promise<number> =>
  replaceAll(scope, actor, waveCode, (all) => {
    const { unit, instrument, source, counts } = parseInput(formSchema, input)
    const asked = findAsked(all, unit, instrument)
    if (!asked) throw new AppError('NOT_VALID', 'The wave asks nothing about this unit.', [{ path: 'unit', message: 'not-asked' }])
    const issues: Issue[] = source === '' ? [{ path: 'source', message: 'source-missing' }] : []
    const rows = Object.entries(counts).flatMap(([path, count]): RegisterRow[] => {
      const [variable = '', category = ''] = path.split(' ')
      if (/^\d{1,9}$/.test(String(count))) return [{ variable, category, count: Number(count), path }]
      issues.push({ path, message: 'not-a-count' })
      return []
    })
    return { registers: [{ asked, rows, source: () => source }], issues }
  })

/**
 * Replaces the registers of every unit and instrument that a CSV names: all of it or, with one bad row, nothing.
 *
 * @throws {AppError} as replaceRegister, each fault by line
 */
export const importRegisters = (scope: Scope, actor: Actor, waveCode: string, input: unknown): Promise<number> =>
  replaceAll(scope, actor, waveCode, (all) => {
    const { csv, file } = parseInput(fileSchema, input)
    const { rows, issues } = readRegisterFile(file?.trim() ? file : csv)
    const found: Issue[] = [...issues]
    const byUnit = new Map<string, { asked: AskedUnit; rows: (typeof rows)[number][] }>()
    for (const row of rows) {
      const asked = findAsked(all, row.unit, row.instrument)
      const key = keyOf(row.unit, row.instrument)
      if (!asked) found.push({ path: row.path, message: 'not-asked' })
      else byUnit.set(key, { asked, rows: [...(byUnit.get(key)?.rows ?? []), row] })
    }
    const registers = [...byUnit.values()].map(({ asked, rows: own }): Register => {
      const sources = new Map(own.map(({ path, source }) => [path, source]))
      return { asked, rows: own, source: ({ path }) => sources.get(path) ?? '' }
    })
    return { registers, issues: found }
  })

async function replaceAll(
  scope: Scope,
  actor: Actor,
  waveCode: string,
  read: (all: readonly AskedUnit[]) => { readonly registers: readonly Register[]; readonly issues: readonly Issue[] },
): Promise<number> {
  return runAct(scope, actor, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    await checkMayChange(client, scope, wave)
    const { registers, issues } = read(await readAsked(client, scope, wave.id))
    // A bad count would also be missing from its table: the rows first, the tables when every row can be read.
    const found =
      issues.length > 0
        ? issues
        : registers.flatMap(({ asked, rows }) => checkRegister(rows, asked.needed, keyOf(asked.unit.code, asked.instrument.id)))
    if (found.length > 0) throw new AppError('NOT_VALID', 'Nothing was stored: the register has faults.', found.slice(0, MOST_ISSUES))
    for (const register of registers) await store(client, scope, wave, register)
    await appendAudit(client, scope, {
      actor,
      action: 'margins.set',
      subject: { kind: 'wave', id: wave.id },
      detail: { code: wave.code, registers: registers.map(({ asked }) => `${asked.unit.code}/${asked.instrument.id}`) },
    })
    return registers.length
  })
}

async function store(client: pg.ClientBase, scope: Scope, wave: FoundWave, { asked, rows, source }: Register): Promise<void> {
  await client.query(`delete from population_margin where commune_id = $1 and wave_id = $2 and unit_id = $3 and instrument = $4`, [
    scope.communeId,
    wave.id,
    asked.unit.id,
    asked.instrument.id,
  ])
  const margins = rows.map((row) => ({
    unitId: asked.unit.id,
    instrument: asked.instrument.id,
    variable: row.variable,
    category: row.category,
    count: row.count,
    source: source(row),
  }))
  await setMargins(client, scope, wave.id, margins)
}

/** Published figures must be computable again from what the database holds. */
async function checkMayChange(client: pg.ClientBase, scope: Scope, wave: FoundWave): Promise<void> {
  const { rowCount } = await client.query(
    `select from score_snapshot where commune_id = $1 and wave_id = $2 and published_at is not null and withdrawn_at is null`,
    [scope.communeId, wave.id],
  )
  if (rowCount)
    throw new AppError('CONFLICT', 'Figures of this wave are published: withdraw them before its register changes.', [
      { path: 'wave', message: 'published' },
    ])
}
