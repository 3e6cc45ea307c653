import { forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'
import { findWave } from '../waves/find-wave.ts'
import type { NeededMargin } from './needed-margins.ts'
import { readAsked } from './read-asked.ts'

type Text = { readonly vi: string; readonly en: string }

export type Register = {
  readonly unit: { readonly code: string; readonly name: string }
  readonly instrument: { readonly id: string; readonly title: Text }
  readonly needed: readonly NeededMargin[]
  /** By "variable category"; empty while nothing was entered. */
  readonly counts: Readonly<Record<string, number>>
  readonly source: string
  /** Everybody in it; null while nothing was entered. */
  readonly population: number | null
}
export type Registers = { readonly registers: readonly Register[]; readonly csv: string; readonly published: boolean }

/**
 * The registers that a wave needs, with what was entered, and the same as CSV to be filled in or changed.
 *
 * @throws {AppError} NOT_FOUND
 */
export const listRegisters = (scope: Scope, waveCode: string): Promise<Registers> =>
  forScopeRaw(scope, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    const asked = await readAsked(client, scope, wave.id)
    const { rows: margins } = await client.query<{
      unitId: string
      instrument: string
      variable: string
      category: string
      count: number
      source: string
    }>(
      `select unit_id::text as "unitId", instrument, variable, category, count, source from population_margin
        where commune_id = $1 and wave_id = $2`,
      [scope.communeId, wave.id],
    )
    const { rowCount: published } = await client.query(
      `select from score_snapshot where commune_id = $1 and wave_id = $2 and published_at is not null and withdrawn_at is null`,
      [scope.communeId, wave.id],
    )
    const registers = asked.map(({ unit, instrument, needed }): Register => {
      const own = margins.filter((margin) => margin.unitId === unit.id && margin.instrument === instrument.id)
      const first = own.filter(({ variable }) => variable === needed[0]?.variable)
      return {
        unit: { code: unit.code, name: unit.name },
        instrument: { id: instrument.id, title: instrument.title },
        needed,
        counts: Object.fromEntries(own.map(({ variable, category, count }) => [`${variable} ${category}`, count])),
        source: own[0]?.source ?? '',
        population: own.length > 0 ? first.reduce((sum, { count }) => sum + count, 0) : null,
      }
    })
    return { registers, csv: csvOf(registers), published: Boolean(published) }
  })

const cell = (text: string | number): string => (/[",;\n]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text))

const csvOf = (registers: readonly Register[]): string =>
  [
    ['unit', 'instrument', 'variable', 'category', 'count', 'source'],
    ...registers.flatMap(({ unit, instrument, needed, counts, source }) =>
      needed.flatMap(({ variable, categories }) =>
        categories.map(({ code }) => [unit.code, instrument.id, variable, code, counts[`${variable} ${code}`] ?? '', source]),
      ),
    ),
  ]
    .map((cells) => `${cells.map(cell).join(',')}\n`)
    .join('')
