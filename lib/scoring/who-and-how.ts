import { kitagawa, surveyDesign, waldInterval } from '../stats/index.ts'
import { indicatorValues } from './indicator-values.ts'
import { refuse } from './refuse.ts'
import { thresholdsOf } from './score-wave.ts'
import type { AnswerSheet, Indicator, Refusal, ScoringOptions } from './types.ts'

type Part = { readonly value: number; readonly standardError: number; readonly lower: number; readonly upper: number }

export type WhoAndHow = {
  readonly kind: 'who-and-how'
  /** Change of the mean, on 1..10; = who + how. */
  readonly change: Part
  /** What others answering makes of it. */
  readonly who: Part
  /** What answering otherwise makes of it. */
  readonly how: Part
  readonly respondentsFrom: number
  readonly respondentsTo: number
}

/** A group (0..groupCount-1) of each respondent of a sheet; -1 = unknown. */
export type WaveGroups = { readonly sheet: AnswerSheet; readonly groups: Int32Array }

/**
 * Splits the change of one form's mean into who answered (the shares of the groups) and how they answered (the means of the groups), by
 * Kitagawa with averaged weights. The mean is that of respondents: of each person the mean of the given indicators on 1..10.
 *
 * Base: who is in a known group and has answered one of the indicators, with the weights of the sheets. The two waves are strata apart.
 * @param indicators the same in both waves, all of the sheets' instrument
 * @returns the split, or too-few-answers where a group has fewer than the fewest people in a wave, or a wave too small an effective n
 * @throws {RangeError} as `indicatorValues` and `kitagawa`
 * @see Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50
 */
export function whoAndHow(
  indicators: readonly Indicator[],
  from: WaveGroups,
  to: WaveGroups,
  groupCount: number,
  options: ScoringOptions = {},
): WhoAndHow | Refusal {
  const { level, minimumRespondents, minimumEffectiveSampleSize } = thresholdsOf(options)
  const waves = [from, to].map(({ sheet, groups }) => ({ sheet, groups, scores: personScores(indicators, sheet) }))
  const bases = waves.map(({ sheet, groups, scores }) => {
    const people = new Array<number>(groupCount).fill(0)
    let [respondents, sum, squares] = [0, 0, 0]
    for (let row = 0; row < scores.length; row++) {
      const group = groups[row] as number
      if (group < 0 || Number.isNaN(scores[row])) continue
      const weight = sheet.design.weights[row] as number
      people[group] = (people[group] ?? 0) + 1
      respondents += 1
      sum += weight
      squares += weight * weight
    }
    return { respondents, effective: respondents === 0 ? 0 : (sum * sum) / squares, fewest: Math.min(...people) }
  })
  const respondents = Math.min(...bases.map((base) => base.respondents))
  const effective = Math.min(...bases.map((base) => base.effective))
  if (bases.some(({ fewest }) => fewest < minimumRespondents) || effective < minimumEffectiveSampleSize * (1 - 1e-12))
    return refuse('too-few-answers', 'a group or a wave is too small', respondents, effective)
  const size = from.sheet.respondents
  const design = surveyDesign({
    weights: Float64Array.from({ length: from.sheet.respondents + to.sheet.respondents }, (_, row) =>
      Number(row < size ? from.sheet.design.weights[row] : to.sheet.design.weights[row - size]),
    ),
    strata: joined(waves.map(({ sheet }) => sheet.design.strata)),
    clusters: waves.some(({ sheet }) => sheet.design.clusters)
      ? [joined(waves.map(({ sheet }) => sheet.design.clusters ?? Int32Array.from({ length: sheet.respondents }, (_, row) => row)))]
      : null,
  })
  const inWave = (isTo: boolean) => Uint8Array.from({ length: design.rows }, (_, row) => (row >= size === isTo ? 1 : 0))
  const split = kitagawa({
    design,
    answers: Float64Array.from({ length: design.rows }, (_, row) =>
      Number(row < size ? waves[0]?.scores[row] : waves[1]?.scores[row - size]),
    ),
    groups: Int32Array.from({ length: design.rows }, (_, row) => (row < size ? from.groups[row] : to.groups[row - size]) as number),
    groupCount,
    from: inWave(false),
    to: inWave(true),
  })
  if (split.kind === 'refusal') return refuse('too-few-answers', split.detail, respondents, effective)
  const part = ({ value, standardError }: { readonly value: number; readonly standardError: number }): Part => {
    const [lower, upper] = waldInterval(value, standardError, design.degreesOfFreedom, level)
    return { value, standardError, lower, upper }
  }
  return {
    kind: 'who-and-how',
    change: part(split.total),
    who: part(split.composition),
    how: part(split.rate),
    respondentsFrom: bases[0]?.respondents ?? 0,
    respondentsTo: bases[1]?.respondents ?? 0,
  }
}

/** Of each person the mean of the known indicators on 1..10; NaN where none is known. */
function personScores(indicators: readonly Indicator[], sheet: AnswerSheet): Float64Array {
  const sums = new Float64Array(sheet.respondents)
  const known = new Int32Array(sheet.respondents)
  for (const indicator of indicators) {
    const { values } = indicatorValues(indicator, sheet)
    const slope = 9 / (indicator.max - indicator.min)
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number
      if (Number.isNaN(value)) continue
      sums[row] =
        (sums[row] as number) + 1 + slope * (indicator.direction === 'higher-is-better' ? value - indicator.min : indicator.max - value)
      known[row] = (known[row] as number) + 1
    }
  }
  return sums.map((sum, row) => (known[row] === 0 ? Number.NaN : sum / (known[row] as number)))
}

/** Numbers of both waves in one column, apart from each other. */
function joined(columns: readonly Int32Array[]): Int32Array {
  const [one = new Int32Array(0), two = new Int32Array(0)] = columns
  const start = one.reduce((most, number) => Math.max(most, number), -1) + 1
  const all = new Int32Array(one.length + two.length)
  all.set(one)
  two.forEach((number, row) => {
    all[one.length + row] = start + number
  })
  return all
}
