import type pg from 'pg'
import { allocate, sampleSize } from '@/lib/stats/index.ts'
import { forScopeRaw } from '../db.ts'
import { type AskedUnit, readAsked } from '../margins/read-asked.ts'
import type { Scope } from '../scope.ts'
import { findWave } from '../waves/find-wave.ts'
import { hideSmallCounts } from './hide-small-counts.ts'
import type { Precision } from './plan-sample.ts'

const LEAST_SHOWN = 5

type Text = { readonly vi: string; readonly en: string }
export type QuotaCell = {
  readonly target: number
  /** How many there are; `few` = under five, `hidden` = it would give a small one away. */
  readonly answers: number | 'few' | 'hidden'
}
export type QuotaBoard = {
  readonly unit: { readonly code: string; readonly name: string }
  readonly instrument: { readonly id: string; readonly title: Text }
  /** Villages; one row without a name where the instrument does not ask for the village. */
  readonly rows: readonly { readonly code: string; readonly label: Text | null; readonly cells: readonly QuotaCell[] }[]
  readonly columns: readonly { readonly key: string; readonly labels: readonly Text[] }[]
  /** Answers whose sex, age band, village … is not known; null where fewer than five and not the officer's. */
  readonly unplaced: number | null
}

/**
 * Who is still missing: answers by village, sex and age band (or grade, or procedure) beside what a sample of the register would hold.
 * A cell's target is its part of the sample by the product of the register's shares, since a register counts each by itself.
 * Counts are live; scores are not in it. Who does not run the wave sees no cell under five and nothing that would give one away.
 * Null where the wave does not ask this unit, or its register is not entered.
 *
 * @throws {AppError} NOT_FOUND
 */
export const loadQuotaBoard = (
  scope: Scope,
  waveCode: string,
  of: { readonly unit: string; readonly instrument: string },
  { margin, level }: Precision,
  runs: boolean,
): Promise<QuotaBoard | null> =>
  forScopeRaw(scope, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    const asked = (await readAsked(client, scope, wave.id)).find(
      ({ unit, instrument }) => unit.code === of.unit && instrument.id === of.instrument,
    )
    if (!asked) return null
    const shares = await readShares(client, scope, wave.id, asked)
    if (!shares) return null
    const answers = await countCells(client, scope, wave.id, asked)
    const rows =
      asked.villages.length > 0
        ? asked.villages.map(({ code, name }) => ({ code, label: { vi: name, en: name } }))
        : [{ code: '', label: null }]
    const columns = columnsOf(asked)
    const needed = sampleSize({ population: shares.population, marginOfError: margin / 100, level: level / 100 }).needed
    const weights = rows.flatMap(({ code }) =>
      columns.map(({ parts }) =>
        parts.reduce(
          (product, [variable, category]) => product * shares.of(variable, category),
          code === '' ? 1 : shares.of('village', code),
        ),
      ),
    )
    const targets = allocate(needed, weights)
    const all = [...answers.values()].reduce((sum, count) => sum + count, 0)
    let placed = 0
    const board = rows.map(({ code, label }, row) => {
      const counts = columns.map(({ key }) => answers.get(`${code}\n${key}`) ?? 0)
      placed += counts.reduce((sum, count) => sum + count, 0)
      const hidden = runs ? new Set<number>() : hideSmallCounts([...counts, unknownIn(answers, code, columns)], LEAST_SHOWN)
      const cells = counts.map(
        (count, at): QuotaCell => ({
          target: targets[row * columns.length + at] ?? 0,
          answers: hidden.has(at) ? (count < LEAST_SHOWN ? 'few' : 'hidden') : count,
        }),
      )
      return { code, label, cells }
    })
    return {
      unit: { code: asked.unit.code, name: asked.unit.name },
      instrument: { id: asked.instrument.id, title: asked.instrument.title },
      rows: board,
      columns: columns.map(({ key, labels }) => ({ key, labels })),
      unplaced: runs ? all - placed : null,
    }
  })

type Column = {
  readonly key: string
  readonly labels: readonly Text[]
  readonly parts: readonly (readonly [variable: string, category: string])[]
}

/** Every combination of the register's variables but the village. */
const columnsOf = ({ needed }: AskedUnit): readonly Column[] =>
  needed
    .filter(({ variable }) => variable !== 'village')
    .reduce<readonly Column[]>(
      (columns, { variable, categories }) =>
        columns.flatMap(({ key, labels, parts }) =>
          categories.map(({ code, label }) => ({
            key: key === '' ? code : `${key} ${code}`,
            labels: [...labels, label],
            parts: [...parts, [variable, code] as const],
          })),
        ),
      [{ key: '', labels: [], parts: [] }],
    )

/** People of a village who are in none of its columns: whoever knows the village's count could take the shown cells off it. */
const unknownIn = (answers: ReadonlyMap<string, number>, code: string, columns: readonly Column[]): number =>
  [...answers].reduce((sum, [key, count]) => {
    const [village, column = ''] = key.split('\n')
    return village === code && !columns.some((one) => one.key === column) ? sum + count : sum
  }, 0)

async function readShares(client: pg.ClientBase, scope: Scope, waveId: string, { unit, instrument, needed }: AskedUnit) {
  const { rows } = await client.query<{ variable: string; category: string; count: number }>(
    `select variable, category, count from population_margin where commune_id = $1 and wave_id = $2 and unit_id = $3 and instrument = $4`,
    [scope.communeId, waveId, unit.id, instrument.id],
  )
  const totalOf = (wanted: string) => rows.filter(({ variable }) => variable === wanted).reduce((sum, { count }) => sum + count, 0)
  const totals = new Map(needed.map(({ variable }) => [variable as string, totalOf(variable)]))
  if ([...totals.values()].some((total) => total === 0)) return null
  const population = totals.get(needed[0]?.variable ?? '') ?? 0
  const of = (variable: string, category: string): number =>
    (rows.find((row) => row.variable === variable && row.category === category)?.count ?? 0) / (totals.get(variable) ?? 1)
  return { population, of }
}

/** Answers by village and by the codes of the other variables; who did not say has an empty code. */
async function countCells(client: pg.ClientBase, scope: Scope, waveId: string, asked: AskedUnit): Promise<ReadonlyMap<string, number>> {
  const places = asked.needed
    .filter(({ variable }) => variable !== 'village')
    .map(({ variable }) => asked.instrument.codebook.findIndex(({ id }) => id === variable) + 1)
  const key = places.map((place) => `coalesce(r.answers[${place}]::text, '')`).join(` || ' ' || `)
  const village = asked.villages.length > 0 ? `coalesce(v.code, '-')` : `''`
  const { rows } = await client.query<{ village: string; key: string; count: number }>(
    `select ${village} as village, ${key} as key, count(*)::int as count
       from response r left join unit v on v.commune_id = r.commune_id and v.id = r.village_id
      where r.commune_id = $1 and r.wave_id = $2 and r.unit_id = $3 and r.instrument_version_id = $4 group by 1, 2`,
    [scope.communeId, waveId, asked.unit.id, asked.versionId],
  )
  return new Map(rows.map((row) => [`${row.village}\n${row.key}`, row.count]))
}
