import { holm, studentPValue } from '../stats/index.ts'
import { refuse } from './refuse.ts'
import type { Estimate, EstimateOrRefusal, Refusal } from './types.ts'

export type RankedUnit = {
  readonly code: string
  /** 1 = the highest score; ties share the best of their ranks. */
  readonly rank: number
  /** Best and worst rank that the data allow, for all units at once. */
  readonly best: number
  readonly worst: number
}

export type UnitRanks = {
  readonly kind: 'ranks'
  readonly units: readonly RankedUnit[]
  /** Units without a score, or with too few respondents to be ranked. */
  readonly unranked: readonly string[]
}

export type RankOptions = {
  /** Default 0.95. */
  readonly level?: number
  /** Fewest units that make a ranking. Default 5. */
  readonly minimumUnits?: number
  /** Fewest respondents of a ranked unit. Default 10. */
  readonly minimumRespondents?: number
}

/**
 * Ranks of units with intervals that hold for all of them together.
 *
 *   best = 1 + units with a clearly higher score;  worst = K - units with a clearly lower score
 *
 * Clearly: the two-sided t test of the difference (variances added, Satterthwaite's degrees of freedom) is below 1 - level after
 * Holm over all pairs. Units are taken as independent samples; scores must be of one model and one wave.
 * @returns the ranks, or a refusal with fewer than five units to rank
 * @throws {RangeError} on a code given twice or a level outside (0, 1)
 * @see Mohamad, Goeman & van Zwet (2019), arXiv 1911.04200; Goldstein & Spiegelhalter (1996), Journal of the Royal Statistical Society A 159
 */
export function rankUnits(
  units: readonly { readonly code: string; readonly score: EstimateOrRefusal }[],
  { level = 0.95, minimumUnits = 5, minimumRespondents = 10 }: RankOptions = {},
): UnitRanks | Refusal {
  if (!(level > 0 && level < 1)) throw new RangeError('rankUnits requires a level between 0 and 1')
  if (new Set(units.map(({ code }) => code)).size !== units.length) throw new RangeError('rankUnits requires codes that differ')
  const ranked: { code: string; score: Estimate }[] = []
  const unranked: string[] = []
  for (const { code, score } of units) {
    if (score.kind === 'estimate' && score.respondents >= minimumRespondents) ranked.push({ code, score })
    else unranked.push(code)
  }
  if (ranked.length < minimumUnits) return refuse('too-few-answers', `${ranked.length} units can be ranked, ${minimumUnits} are needed`)
  const pairs = ranked.flatMap((one, i) => ranked.slice(i + 1).map((other) => ({ one, other, p: pValueOf(one.score, other.score) })))
  const adjusted = holm(pairs.map(({ p }) => p))
  const clear = pairs.filter((_, at) => (adjusted[at] ?? 1) < 1 - level)
  const isAbove = (a: Estimate, b: Estimate) =>
    clear.some(({ one, other }) => ((one.score === a && other.score === b) || (one.score === b && other.score === a)) && a.value > b.value)
  return {
    kind: 'ranks',
    units: ranked.map(({ code, score }) => ({
      code,
      rank: 1 + ranked.filter((other) => other.score.value > score.value).length,
      best: 1 + ranked.filter((other) => isAbove(other.score, score)).length,
      worst: ranked.length - ranked.filter((other) => isAbove(score, other.score)).length,
    })),
    unranked,
  }
}

function pValueOf(a: Estimate, b: Estimate): number {
  const [one, other] = [a.standardError ** 2, b.standardError ** 2]
  // A score whose answers are all equal says nothing of its doubt: no pair with it is clear.
  if (one === 0 || other === 0) return 1
  const degreesOfFreedom = (one + other) ** 2 / (one ** 2 / a.degreesOfFreedom + other ** 2 / b.degreesOfFreedom)
  return studentPValue((a.value - b.value) / Math.sqrt(one + other), degreesOfFreedom)
}
