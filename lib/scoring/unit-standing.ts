import { studentQuantile } from '../stats/index.ts'
import { refuse } from './refuse.ts'
import type { Estimate, EstimateOrRefusal, Refusal } from './types.ts'

/** Limits within which a unit that is like the others would lie: 95 and 99.8 per cent of the time. */
export type FunnelLimits = {
  readonly effectiveSampleSize: number
  readonly near: readonly [lower: number, upper: number]
  readonly far: readonly [lower: number, upper: number]
}

export type UnitStanding = {
  readonly kind: 'standing'
  /** Units of the kind that have a score, this one included. */
  readonly units: number
  /** Mean of their scores, each unit counting once. */
  readonly mean: number
  /** At the unit's own effective sample size. */
  readonly limits: FunnelLimits
  /** The funnel: limits at other sizes, for a unit whose answers vary as much. */
  readonly funnel: readonly FunnelLimits[]
  /** like-others inside the 95 per cent limits, above or below outside those of 99.8 per cent, unclear between them. */
  readonly place: 'like-others' | 'unclear' | 'above' | 'below'
}

/** Of the nearer and the farther limits. */
export const FUNNEL_LEVELS = [0.95, 0.998] as const

/**
 * Where a unit stands among those of its kind, without naming or showing any other: the mean of all and the limits of chance about it.
 *
 *   own - mean = (1 - 1/m) own - sum of others / m;  variance v = (1 - 1/m)^2 se^2 + sum of others' se^2 / m^2
 *   limits = mean +- t sqrt(v), at another size n with se^2 n_eff / n for se^2
 *
 * Units are independent samples of one model and one wave; degrees of freedom by Satterthwaite; limits kept on 1..10.
 * @returns the standing, or a refusal: that of the unit's own score, or not-comparable where no other unit has one
 * @throws {RangeError} on a size that is not positive
 * @see Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24
 */
export function unitStanding(
  own: EstimateOrRefusal,
  others: readonly EstimateOrRefusal[],
  sizes: readonly number[] = [],
): UnitStanding | Refusal {
  if (sizes.some((size) => !(size > 0))) throw new RangeError('unitStanding requires sizes above 0')
  if (own.kind === 'refusal') return own
  const scored = others.filter((score): score is Estimate => score.kind === 'estimate')
  const units = 1 + scored.length
  if (units < 2) return refuse('not-comparable', 'no other unit of the kind has a score', own.respondents, own.effectiveSampleSize)
  const mean = (own.value + scored.reduce((sum, { value }) => sum + value, 0)) / units
  const ofOthers = scored.map(({ standardError, degreesOfFreedom }) => ({ variance: (standardError / units) ** 2, degreesOfFreedom }))
  const othersVariance = ofOthers.reduce((sum, { variance }) => sum + variance, 0)
  const limitsAt = (size: number): FunnelLimits => {
    const ownVariance = ((1 - 1 / units) * own.standardError) ** 2 * (own.effectiveSampleSize / size)
    const variance = ownVariance + othersVariance
    const spread = [{ variance: ownVariance, degreesOfFreedom: own.degreesOfFreedom }, ...ofOthers].reduce(
      (sum, part) => sum + part.variance ** 2 / part.degreesOfFreedom,
      0,
    )
    const freedom = spread > 0 ? variance ** 2 / spread : own.degreesOfFreedom
    const about = (level: number): readonly [number, number] => {
      const half = studentQuantile(level, freedom) * Math.sqrt(variance)
      return [Math.max(1, mean - half), Math.min(10, mean + half)]
    }
    return { effectiveSampleSize: size, near: about(FUNNEL_LEVELS[0]), far: about(FUNNEL_LEVELS[1]) }
  }
  const limits = limitsAt(own.effectiveSampleSize)
  return { kind: 'standing', units, mean, limits, funnel: sizes.map(limitsAt), place: placeOf(own, limits) }
}

function placeOf({ value, standardError }: Estimate, { near, far }: FunnelLimits): UnitStanding['place'] {
  // Answers that are all equal say nothing of their doubt: no place is clear.
  if (standardError === 0) return 'unclear'
  if (value > far[1]) return 'above'
  if (value < far[0]) return 'below'
  return value >= near[0] && value <= near[1] ? 'like-others' : 'unclear'
}
