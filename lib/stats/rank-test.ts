import { domainFreedom } from './domain-freedom.ts'
import { linearRegression } from './linear-regression.ts'
import { normalPValue, normalQuantile } from './normal.ts'
import { averageRanks } from './normalise-units.ts'
import { studentPValue } from './student-t.ts'
import type { SurveyDesign } from './survey-design.ts'

export type TwoSampleComparison = {
  readonly kind: 'comparison'
  readonly firstCount: number
  readonly secondCount: number
  /** Pairs (first, second) in which the first is higher, ties as a half. */
  readonly u: number
  /** Normal approximation with tie correction, with and without continuity correction. */
  readonly continuityPValue: number
  readonly pValue: number
  /** U over all pairs: how often the first is above the second. */
  readonly superiority: number
  /** 2 superiority - 1. */
  readonly cliffsDelta: number
  /** Largest distance between the two distribution functions. */
  readonly kolmogorovSmirnov: number
  /** Null where neither group varies in itself: there is no spread to measure the difference by. */
  readonly welch: { readonly t: number; readonly degreesOfFreedom: number; readonly pValue: number } | null
  /** First minus second over the pooled standard deviation; null like `welch`. */
  readonly cohensD: number | null
}

export type NoComparison = { readonly kind: 'refusal'; readonly reason: 'too-few-answers' | 'all-equal'; readonly detail: string }

/**
 * Two groups of unweighted answers compared in every usual way. For samples with weights or clusters use `designRankTest`.
 *
 * Missing answers (NaN) are left out.
 * @returns the comparison, or a refusal with fewer than two answers in a group or none that differ
 * @see Mann & Whitney (1947); Welch (1947); Cliff (1993), Psychological Bulletin 114
 */
export function compareTwoSamples(first: ArrayLike<number>, second: ArrayLike<number>): TwoSampleComparison | NoComparison {
  const known = (values: ArrayLike<number>) => Array.from(values).filter((value) => !Number.isNaN(value))
  const [a, b] = [known(first), known(second)]
  const [n, m] = [a.length, b.length]
  if (n < 2 || m < 2) return { kind: 'refusal', reason: 'too-few-answers', detail: `${n} and ${m} answers` }
  const all = [...a, ...b]
  const counts = new Map<number, number>()
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1)
  if (counts.size === 1) return { kind: 'refusal', reason: 'all-equal', detail: 'all answers are equal' }
  const ranks = averageRanks(all)
  const u = ranks.slice(0, n).reduce((sum, rank) => sum + rank, 0) - (n * (n + 1)) / 2
  const ties = [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0)
  const deviation = Math.sqrt(((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1))))
  const away = u - (n * m) / 2
  const [mean, otherMean] = [meanOf(a), meanOf(b)]
  const [variance, otherVariance] = [varianceOf(a, mean), varianceOf(b, otherMean)]
  const error = variance / n + otherVariance / m
  const degreesOfFreedom = error ** 2 / ((variance / n) ** 2 / (n - 1) + (otherVariance / m) ** 2 / (m - 1))
  const t = (mean - otherMean) / Math.sqrt(error)
  const steps = [...counts.keys()].map((value) => Math.abs(a.filter((x) => x <= value).length / n - b.filter((x) => x <= value).length / m))
  return {
    kind: 'comparison',
    firstCount: n,
    secondCount: m,
    u,
    continuityPValue: Math.min(1, normalPValue(away === 0 ? 0 : (away - Math.sign(away) / 2) / deviation)),
    pValue: normalPValue(away / deviation),
    superiority: u / (n * m),
    cliffsDelta: (2 * u) / (n * m) - 1,
    kolmogorovSmirnov: Math.max(...steps),
    welch: error === 0 ? null : { t, degreesOfFreedom, pValue: studentPValue(t, degreesOfFreedom) },
    cohensD: error === 0 ? null : (mean - otherMean) / Math.sqrt(((n - 1) * variance + (m - 1) * otherVariance) / (n + m - 2)),
  }
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const varianceOf = (values: readonly number[], mean: number) =>
  values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)

export type RankScore = 'wilcoxon' | 'vanderWaerden' | 'median'

/** Scores of a weighted mid-rank share u in (0, 1). */
const rankScores: Readonly<Record<RankScore, (u: number) => number>> = {
  wilcoxon: (u) => u,
  vanderWaerden: (u) => normalQuantile(u),
  median: (u) => (u > 0.5 ? 1 : 0),
}

export type DesignRankTest = { readonly difference: number; readonly t: number; readonly degreesOfFreedom: number; readonly pValue: number }

/**
 * Rank test for weighted, stratified and clustered samples: difference of the mean rank score between two groups.
 *
 *   r_i = (weight of answers below y_i + half of that at y_i, without those after i) / sum of w;  regression of score(r) on group
 *
 * @param isSecond 1 for the second group, 0 for the first, NaN for neither; difference is second minus first
 * @returns the test, or a refusal where nobody answered in a group or all answers are equal
 * @see Lumley & Scott (2013), Biometrika 100; R survey::svyranktest
 */
export function designRankTest(
  design: SurveyDesign,
  answers: Float64Array,
  isSecond: Float64Array,
  score: RankScore = 'wilcoxon',
): DesignRankTest | NoComparison {
  const rows = Array.from(answers.keys()).filter(
    (row) => !Number.isNaN(answers[row] as number) && !Number.isNaN(isSecond[row] as number) && (design.weights[row] as number) > 0,
  )
  rows.sort((a, b) => (answers[a] as number) - (answers[b] as number) || a - b)
  const whole = rows.reduce((sum, row) => sum + (design.weights[row] as number), 0)
  const scores = new Float64Array(answers.length).fill(Number.NaN)
  let below = 0
  for (let start = 0; start < rows.length; ) {
    let end = start
    let middles = 0
    while (end < rows.length && answers[rows[end] as number] === answers[rows[start] as number]) {
      const weight = design.weights[rows[end] as number] as number
      middles += below + weight / 2
      below += weight
      end++
    }
    const value = rankScores[score](middles / (end - start) / whole)
    for (let k = start; k < end; k++) scores[rows[k] as number] = value
    start = end
  }
  const regression = linearRegression(design, scores, [isSecond])
  if (regression.kind === 'refusal')
    return { kind: 'refusal', reason: regression.reason === 'too-few-answers' ? 'too-few-answers' : 'all-equal', detail: regression.detail }
  const inside = Uint8Array.from(scores, (value) => (Number.isNaN(value) ? 0 : 1))
  const degreesOfFreedom = domainFreedom(design, null, inside).degreesOfFreedom - 1
  const t = regression.tValues[1] as number
  return { difference: regression.coefficients[1] as number, t, degreesOfFreedom, pValue: studentPValue(t, degreesOfFreedom) }
}
