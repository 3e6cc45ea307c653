import * as z from 'zod'
import { allocate, sampleSize } from '@/lib/stats/index.ts'
import { forScopeRaw } from '../db.ts'
import { readAsked } from '../margins/read-asked.ts'
import type { Scope } from '../scope.ts'
import { findWave } from '../waves/find-wave.ts'

/** What the sampling page is asked: both in per cent; anything else is the usual 5 points at 95 %. */
export const precisionSchema = z.object({
  margin: z.coerce.number().min(1).max(25).catch(5),
  level: z.coerce.number().min(50).max(99.9).catch(95),
})
export type Precision = z.infer<typeof precisionSchema>

type Text = { readonly vi: string; readonly en: string }
export type SampleLine = {
  readonly unit: { readonly code: string; readonly name: string }
  readonly instrument: { readonly id: string; readonly title: Text }
  /** Null while the register is not entered. */
  readonly population: number | null
  readonly needed: number | null
  readonly answers: number
  readonly villages: readonly {
    readonly code: string
    readonly name: string
    readonly population: number
    /** Its part of the unit's sample, in proportion. */
    readonly share: number
    /** What it needs to be told of by itself. */
    readonly needed: number
    readonly answers: number
  }[]
}

/**
 * How many answers each unit and village needs for a share to be known within the margin, and how many there are: live counts, never scores.
 *
 * @throws {AppError} NOT_FOUND
 */
export const planSample = (scope: Scope, waveCode: string, { margin, level }: Precision): Promise<readonly SampleLine[]> =>
  forScopeRaw(scope, async (client) => {
    const wave = await findWave(client, scope, waveCode)
    const asked = await readAsked(client, scope, wave.id)
    const key = [scope.communeId, wave.id]
    const { rows: margins } = await client.query<{ unitId: string; instrument: string; variable: string; category: string; count: number }>(
      `select unit_id::text as "unitId", instrument, variable, category, count from population_margin where commune_id = $1 and wave_id = $2`,
      key,
    )
    const { rows: counts } = await client.query<{ unitId: string; versionId: string; villageId: string | null; count: number }>(
      `select unit_id::text as "unitId", instrument_version_id::text as "versionId", village_id::text as "villageId", count(*)::int as count
         from response where commune_id = $1 and wave_id = $2 group by 1, 2, 3`,
      key,
    )
    const need = (population: number) => sampleSize({ population, marginOfError: margin / 100, level: level / 100 }).needed
    return asked.map(({ unit, instrument, versionId, needed, villages }): SampleLine => {
      const register = margins.filter((row) => row.unitId === unit.id && row.instrument === instrument.id)
      const own = counts.filter((row) => row.unitId === unit.id && row.versionId === versionId)
      const first = register.filter(({ variable }) => variable === needed[0]?.variable)
      const population = first.length > 0 ? first.reduce((sum, { count }) => sum + count, 0) : null
      const total = population === null ? null : need(population)
      const sizes = villages.map(
        ({ code }) => register.find(({ variable, category }) => variable === 'village' && category === code)?.count ?? 0,
      )
      const shares = allocate(total ?? 0, sizes)
      return {
        unit: { code: unit.code, name: unit.name },
        instrument: { id: instrument.id, title: instrument.title },
        population,
        needed: total,
        answers: own.reduce((sum, { count }) => sum + count, 0),
        villages:
          total === null
            ? []
            : villages.map(({ id, code, name }, at) => ({
                code,
                name,
                population: sizes[at] ?? 0,
                share: shares[at] ?? 0,
                needed: need(sizes[at] ?? 0),
                answers: own.filter(({ villageId }) => villageId === id).reduce((sum, { count }) => sum + count, 0),
              })),
      }
    })
  })
