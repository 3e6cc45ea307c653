import { DONT_KNOW } from '@/lib/instruments/index.ts'
import { type Margin, rakeWithinLimits } from '@/lib/stats/index.ts'
import type { WaveAnswers } from './read-answers.ts'
import type { RegisterMargin, WaveRecord, WaveUnit } from './read-wave.ts'

/** How the answers about one unit were weighted, said beside its figures. */
export type Weighting =
  | {
      readonly kind: 'raked'
      readonly population: number
      /** Margins that the weights meet. */
      readonly variables: readonly string[]
      /** Margins of the register that could not be used, and why. */
      readonly leftOut: readonly { readonly variable: string; readonly reason: string }[]
      readonly trimmed: number
      readonly weightMoved: number
    }
  | { readonly kind: 'unweighted'; readonly leftOut: readonly { readonly variable: string; readonly reason: string }[] }

export type Weighed = {
  readonly weights: Float64Array
  /** By unit id. */
  readonly weightings: ReadonlyMap<string, Weighting>
}

/**
 * Weights of the answers to an instrument: within each unit raked to its register, trimmed to 0.3 to 3 times the mean.
 * A margin that cannot be met (a category in which nobody answered, or that is not asked) is left out and named; with none left,
 * or no register, the answers keep their design weights. Registers whose totals differ are taken as shares of the first one.
 * Where only some units have a register their weights are brought to a mean of 1, so that no unit outweighs another by its register alone.
 */
export function weighAnswers(answers: WaveAnswers, wave: WaveRecord): Weighed {
  const weights = Float64Array.from(answers.designWeights)
  const weightings = new Map<string, Weighting>()
  const rowsOf = new Map<number, number[]>()
  for (let row = 0; row < answers.respondents; row++) {
    const place = answers.units[row] as number
    const rows = rowsOf.get(place)
    if (rows) rows.push(row)
    else rowsOf.set(place, [row])
  }
  const present = wave.units.flatMap((unit, place) => {
    const rows = rowsOf.get(place)
    return rows ? [{ unit, rows }] : []
  })
  for (const { unit, rows } of present) {
    const register = wave.margins.filter((margin) => margin.unitId === unit.id && margin.instrument === answers.instrument.id)
    weightings.set(unit.id, rakeUnit(answers, wave.units, rows, register, weights))
  }
  if (present.some(({ unit }) => weightings.get(unit.id)?.kind !== 'raked')) {
    for (const { unit, rows } of present) if (weightings.get(unit.id)?.kind === 'raked') toMeanOfOne(weights, rows)
  }
  return { weights, weightings }
}

function rakeUnit(
  answers: WaveAnswers,
  units: readonly WaveUnit[],
  rows: readonly number[],
  register: readonly RegisterMargin[],
  weights: Float64Array,
): Weighting {
  const leftOut: { variable: string; reason: string }[] = []
  let margins: Margin[] = []
  for (const variable of new Set(register.map((margin) => margin.variable))) {
    const margin = marginOf(
      answers,
      units,
      rows,
      register.filter((row) => row.variable === variable),
    )
    if (margin) margins.push(margin)
    else leftOut.push({ variable, reason: 'not-asked' })
  }
  const designWeights = Float64Array.from(rows, (row) => answers.designWeights[row] as number)
  while (margins.length > 0) {
    const population = sum((margins[0] as Margin).totals)
    const result = rakeWithinLimits({ weights: designWeights, margins: margins.map((margin) => inShares(margin, population)) })
    if (result.kind === 'raked') {
      rows.forEach((row, at) => {
        weights[row] = result.weights[at] as number
      })
      const { trimmed, weightMoved } = result
      return { kind: 'raked', population, variables: margins.map(({ name }) => name), leftOut, trimmed, weightMoved }
    }
    leftOut.push({ variable: result.margin, reason: result.reason })
    margins = margins.filter(({ name }) => name !== result.margin)
  }
  return { kind: 'unweighted', leftOut }
}

/** One variable of the register with the category of each respondent; null where neither an item nor the village is of this name. */
function marginOf(
  answers: WaveAnswers,
  units: readonly WaveUnit[],
  rows: readonly number[],
  register: readonly RegisterMargin[],
): Margin | null {
  const name = register[0]?.variable ?? ''
  const labels = register.map(({ category }) => category)
  const totals = Float64Array.from(register, ({ count }) => count)
  const column = answers.columns[answers.instrument.codebook.findIndex((item) => item.id === name)]
  if (name !== 'village' && !column) return null
  const categoryOf = (row: number) => {
    if (!column) return units[answers.villages[row] as number]?.code ?? ''
    const code = column[row] as number
    return code === DONT_KNOW || Number.isNaN(code) ? '' : String(code)
  }
  return { name, codes: Int32Array.from(rows, (row) => labels.indexOf(categoryOf(row))), totals, labels }
}

const sum = (numbers: Float64Array) => numbers.reduce((total, one) => total + one, 0)
const inShares = (margin: Margin, population: number): Margin => {
  const total = sum(margin.totals)
  return total > 0 ? { ...margin, totals: margin.totals.map((count) => (count * population) / total) } : margin
}

function toMeanOfOne(weights: Float64Array, rows: readonly number[]): void {
  const mean = rows.reduce((total, row) => total + (weights[row] as number), 0) / rows.length
  for (const row of rows) weights[row] = (weights[row] as number) / mean
}
