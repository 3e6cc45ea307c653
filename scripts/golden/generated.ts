import * as stats from '../../lib/stats/index.ts'
import type { Json, Request } from './request.ts'

/** Answers of the written generator, added up by (unit, commune, wave, indicator). */
export function generatedFields({ seed, N, U, C, K, weight_variant }: Request): Json {
  let state: number = seed
  const next = () => {
    state = (state * 48271) % 2147483647
    return state
  }
  const slotOfRow = new Int32Array(N)
  const weights = new Float64Array(N)
  const values = new Float64Array(N)
  const firstRows: Json[] = []
  for (let row = 0; row < N; row++) {
    const [unit, wave, commune, indicator, e, f] = [next() % U, next() % 2, next() % C, next() % K, next(), next()] as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const value = Math.min(5, 1 + (Math.floor(e / 100) % 3) + (unit % 2) + wave * (commune % 2))
    slotOfRow[row] = ((unit * C + commune) * 2 + wave) * K + indicator
    values[row] = e % 100 < 7 ? Number.NaN : value
    weights[row] = 1 + (f % 1000) / (weight_variant === 'dyadic' ? 8 : 1000)
    if (row < 5) firstRows.push([unit, wave + 1, commune, indicator, e % 100 < 7 ? null : value, weights[row]])
  }
  const slots = U * C * 2 * K
  const totals = stats.psuTotals({ slotOfRow, slots, weights, values })
  const design = stats.slotDesign(
    Int32Array.from({ length: slots }, (_, slot) => Math.floor(slot / (2 * K))),
    Int32Array.from({ length: U * C }, (_, psu) => Math.floor(psu / C)),
  )
  const domain = (unit: number | null, wave: number | null, indicator: number | null) =>
    Array.from({ length: slots }, (_, slot) => slot).filter(
      (slot) =>
        (unit === null || Math.floor(slot / (C * 2 * K)) === unit) &&
        (wave === null || Math.floor(slot / K) % 2 === wave) &&
        (indicator === null || slot % K === indicator),
    )
  const mean = (unit: number | null, wave: number | null, indicator: number | null) => {
    const got = stats.meanOfSlots(totals, design, domain(unit, wave, indicator))
    if (got.kind === 'refusal') return { n: 0, sum_w: 0, sum_wy: 0, estimate: null, se: null }
    const { respondents: n, sumOfWeights: sum_w, total: sum_wy, mean: estimate, standardError: se, degreesOfFreedom: df } = got
    return { n, sum_w, sum_wy, estimate, se, df, kish_ess: got.effectiveSampleSize }
  }
  const range = (count: number) => Array.from({ length: count }, (_, index) => index)
  const cells = range(U).flatMap((unit) => range(2).flatMap((wave) => range(K).map((indicator) => ({ unit, wave, indicator }))))
  return {
    rows: N,
    rows_missing: values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0),
    first_rows_unit_wave_commune_indicator_y_weight: firstRows,
    sum_w_all_rows: stats.compensatedSum(weights),
    overall: mean(null, null, null),
    by_wave_indicator: range(K).flatMap((indicator) =>
      range(2).map((wave) => ({ wave: wave + 1, indicator, ...mean(null, wave, indicator) })),
    ),
    wave_difference_shared_clusters: range(K).map((indicator) => {
      const got = stats.differenceOfSlots(totals, design, domain(null, 0, indicator), domain(null, 1, indicator))
      return got.kind === 'refusal'
        ? { indicator, difference: null, se: null }
        : { indicator, difference: got.difference, se: got.standardError }
    }),
    cells: {
      columns: ['unit', 'wave', 'indicator', 'n', 'sum_w', 'sum_wy', 'estimate', 'se'],
      rows: cells.map(({ unit, wave, indicator }) => {
        const { n, sum_w, sum_wy, estimate, se } = mean(unit, wave, indicator)
        return [unit, wave + 1, indicator, n, sum_w, sum_wy, estimate, se]
      }),
    },
  }
}
