import { holm, linearisedSpread, studentPValue, studentQuantile, surveyDesign } from '../stats/index.ts'
import {
  type Combination,
  type Combined,
  combinedFreedom,
  combinedInfluence,
  combineIndicators,
  type SheetVariance,
  sumVariances,
  toEstimate,
} from './combine-indicators.ts'
import { refuse } from './refuse.ts'
import type { SheetSample } from './sheet-sample.ts'
import type { Change, ChangeOrRefusal, Verdict } from './types.ts'

/** Verdicts are given where the adjusted p is below this. */
export const ALPHA = 0.05

type Samples = ReadonlyMap<string, SheetSample>
export type CombinationPair = { readonly from: Combination; readonly to: Combination }

/** A change before its family is known: `adjustedPValue` and `verdict` come from `judgeFamily`. */
export type UnjudgedChange = Omit<Change, 'adjustedPValue' | 'verdict'>

/**
 * Differences to - from of combinations of the common core.
 *
 *   V(to - from) = V(to) + V(from), the waves being independent samples; with shared clusters the PSU totals of -z_from and
 *   z_to are added first, so that their covariance is kept. t with Satterthwaite's degrees of freedom; p two-sided
 *
 * The interval is difference +- t standardError, cut at the widest possible difference. No finite population correction.
 * Where all answers of a year are equal nothing is known of its variance: all-equal, no verdict.
 */
export function changesBetween(
  pairs: readonly CombinationPair[],
  from: Samples,
  to: Samples,
  level: number,
  sharedClusters: boolean,
): (UnjudgedChange | ReturnType<typeof refuse>)[] {
  const before = combineIndicators(
    pairs.map((pair) => pair.from),
    from,
  )
  const after = combineIndicators(
    pairs.map((pair) => pair.to),
    to,
  )
  const joint = sharedClusters ? jointVariances(pairs, from, to) : null
  return pairs.map((_, at) => {
    const [one, other] = [before[at] as Combined, after[at] as Combined]
    const parts = joint ? (joint[at] as SheetVariance[]) : [...one.bySheet, ...other.bySheet]
    return changeOf(one, other, parts, level)
  })
}

function changeOf(
  before: Combined,
  after: Combined,
  parts: readonly SheetVariance[],
  level: number,
): UnjudgedChange | ReturnType<typeof refuse> {
  const respondents = Math.min(before.respondents, after.respondents)
  const effectiveSampleSize = Math.min(before.effectiveSampleSize, after.effectiveSampleSize)
  const [fromEstimate, toEstimateOfWave] = [toEstimate(before, level), toEstimate(after, level)]
  const { variance, degreesOfFreedom } = sumVariances(parts)
  if (fromEstimate.standardError === 0 || toEstimateOfWave.standardError === 0 || variance === 0) {
    return refuse('all-equal', 'all answers of a wave are equal, so that nothing is known of its doubt', respondents, effectiveSampleSize)
  }
  const difference = after.value - before.value
  const standardError = Math.sqrt(variance)
  const reach = studentQuantile(level, degreesOfFreedom) * standardError
  return {
    kind: 'change',
    from: fromEstimate,
    to: toEstimateOfWave,
    difference,
    standardError,
    lower: Math.max(difference - reach, after.minimum - before.maximum),
    upper: Math.min(difference + reach, after.maximum - before.minimum),
    level,
    degreesOfFreedom,
    pValue: studentPValue(difference / standardError, degreesOfFreedom),
    fivePercentMark: Math.abs((100 * difference) / before.value) >= 5,
  }
}

/** Variances of to - from by sheet, in one design that holds both waves. */
function jointVariances(pairs: readonly CombinationPair[], from: Samples, to: Samples): SheetVariance[][] {
  const bySheet: SheetVariance[][] = pairs.map(() => [])
  for (const [instrument, before] of from) {
    const after = to.get(instrument)
    if (after === undefined) continue
    const [beforeDesign, afterDesign] = [before.sheet.design, after.sheet.design]
    if ((beforeDesign.clusters === null) !== (afterDesign.clusters === null)) {
      throw new RangeError(`changesBetween requires clusters in both waves of ${instrument} or in neither where they are shared`)
    }
    const clusters = beforeDesign.clusters && afterDesign.clusters ? [joinIds(beforeDesign.clusters, afterDesign.clusters)] : null
    const design = surveyDesign({
      weights: joinNumbers(before.design.weights, after.design.weights),
      strata: joinIds(beforeDesign.strata, afterDesign.strata),
      clusters,
    })
    const columns: Float64Array[] = []
    const owners: number[] = []
    pairs.forEach((pair, at) => {
      const minus = combinedInfluence(pair.from, instrument, before.design.rows)
      const plus = combinedInfluence(pair.to, instrument, after.design.rows)
      if (minus === null || plus === null) return
      columns.push(
        joinNumbers(
          minus.map((z) => -z),
          plus,
        ),
      )
      owners.push(at)
    })
    const spread = linearisedSpread(design, columns)
    owners.forEach((owner, at) => {
      const pair = pairs[owner] as CombinationPair
      const freedom = clusters
        ? Math.min(combinedFreedom(pair.from, instrument), combinedFreedom(pair.to, instrument))
        : combinedFreedom(pair.from, instrument) + combinedFreedom(pair.to, instrument)
      bySheet[owner]?.push({
        instrument,
        variance: spread.variances[at] as number,
        degreesOfFreedom: Math.min(freedom, spread.degreesOfFreedom[at] as number),
      })
    })
  }
  return bySheet
}

function joinNumbers(first: Float64Array, second: Float64Array): Float64Array {
  const joined = new Float64Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}

function joinIds(first: Int32Array, second: Int32Array): Int32Array {
  const joined = new Int32Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}

/** Verdicts of one family of changes: Holm over those that were tested; a refusal was no test and stays a refusal. */
export function judgeFamily(changes: readonly (UnjudgedChange | ReturnType<typeof refuse>)[]): ChangeOrRefusal[] {
  const adjusted = holm(changes.map((change) => (change.kind === 'change' ? change.pValue : null)))
  return changes.map((change, at) => {
    const adjustedPValue = adjusted[at]
    if (change.kind === 'refusal' || typeof adjustedPValue !== 'number') return change as ChangeOrRefusal
    return { ...change, adjustedPValue, verdict: verdictOf(change.difference, adjustedPValue) }
  })
}

function verdictOf(difference: number, adjustedPValue: number): Verdict {
  if (!(adjustedPValue < ALPHA)) return 'no-clear-change'
  return difference > 0 ? 'rose' : 'fell'
}
