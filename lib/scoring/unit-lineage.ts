import { refuse } from './refuse.ts'
import type { Estimate, Refusal } from './types.ts'

/** One line of the lineage table: on `date` people of `from` came to `to`. A code may go on with another area. */
export type LineageStep = {
  readonly from: string
  readonly to: string
  /** First day of the new unit, ISO (2024-12-01). */
  readonly date: string
  readonly kind: 'rename' | 'merge' | 'split'
  /** Share (0..1) of `to`'s people who came from `from`; over all steps into one unit on one date they add up to 1. */
  readonly shareOfTo: number
  /** Share (0..1) of `from`'s people who went to `to`; 1 for a whole unit. */
  readonly shareOfFrom: number
  /** The resolution, decree or law. */
  readonly legalBasis: string
}

/** Share of the people of a unit by the unit that they lived in (or will live in) at another date. */
export type UnitShares = ReadonlyMap<string, number>

/**
 * Where the people of a unit as it is on `on` lived on the earlier day `asOf`: shares that add up to 1.
 *
 * Shares multiply along the steps between the two days, latest first. The same code on another day may be another area.
 * @throws {RangeError} on dates out of order or not ISO, shares outside 0..1, or steps into a unit that do not add up to 1
 */
export function originsOf(lineage: readonly LineageStep[], code: string, on: string, asOf: string): UnitShares {
  checkLineage(lineage)
  if (!(isDate(on) && isDate(asOf) && asOf <= on)) throw new RangeError('originsOf requires two ISO dates, the second not after the first')
  const dates = [...new Set(lineage.map((step) => step.date))].filter((date) => date > asOf && date <= on).sort()
  let shares = new Map([[code, 1]])
  for (const date of dates.reverse()) shares = follow(shares, lineage, date, 'to', 'from', (step) => step.shareOfTo)
  return shares
}

/** Where the people of a unit as it is on `asOf` live on the later day `on`. @throws {RangeError} as `originsOf` */
export function destinationsOf(lineage: readonly LineageStep[], code: string, asOf: string, on: string): UnitShares {
  checkLineage(lineage)
  if (!(isDate(on) && isDate(asOf) && asOf <= on))
    throw new RangeError('destinationsOf requires two ISO dates, the first not after the second')
  const dates = [...new Set(lineage.map((step) => step.date))].filter((date) => date > asOf && date <= on).sort()
  let shares = new Map([[code, 1]])
  for (const date of dates) shares = follow(shares, lineage, date, 'from', 'to', (step) => step.shareOfFrom)
  return shares
}

/** Is the unit `code` on the day `on` the same area as one unit on `asOf` (renamed at most)? Then its waves compare directly. */
export function sameArea(lineage: readonly LineageStep[], code: string, on: string, asOf: string): string | null {
  const origins = [...originsOf(lineage, code, on, asOf).keys()]
  const [only] = origins
  if (only === undefined || origins.length !== 1) return null
  const back = [...destinationsOf(lineage, only, asOf, on).keys()]
  return back.length === 1 && back[0] === code ? only : null
}

/**
 * The score that a unit's present area had at an earlier date: mean of the scores of the units its people came from,
 * weighted by where they lived.
 *
 *   s = sum_j share_j s_j;  se = sqrt(sum_j share_j^2 se_j^2)  (units were sampled independently)
 *
 * @param scores scores at the earlier date by the codes of that date; one that is missing is a refusal, not a zero
 * @throws {RangeError} as `originsOf`
 */
export function carriedScore(
  lineage: readonly LineageStep[],
  code: string,
  on: string,
  asOf: string,
  scores: ReadonlyMap<string, Estimate | Refusal>,
): { readonly kind: 'carried'; readonly value: number; readonly standardError: number; readonly origins: UnitShares } | Refusal {
  const origins = originsOf(lineage, code, on, asOf)
  let value = 0
  let variance = 0
  for (const [origin, share] of origins) {
    const score = scores.get(origin)
    if (score === undefined || score.kind === 'refusal')
      return refuse(
        'not-comparable',
        `${share} of the people of ${code} lived in ${origin}, which has no score of ${asOf}`,
        score?.respondents,
        score?.effectiveSampleSize,
      )
    value += share * score.value
    variance += (share * score.standardError) ** 2
  }
  return { kind: 'carried', value, standardError: Math.sqrt(variance), origins }
}

type End = 'from' | 'to'

function follow(
  shares: UnitShares,
  lineage: readonly LineageStep[],
  date: string,
  at: End,
  next: End,
  shareOf: (step: LineageStep) => number,
) {
  const moved = new Map<string, number>()
  for (const [code, share] of shares) {
    const steps = lineage.filter((step) => step.date === date && step[at] === code)
    if (steps.length === 0) moved.set(code, (moved.get(code) ?? 0) + share)
    for (const step of steps) moved.set(step[next], (moved.get(step[next]) ?? 0) + share * shareOf(step))
  }
  return moved
}

function isDate(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date)
}

function checkLineage(lineage: readonly LineageStep[]): void {
  const sums = new Map<string, number>()
  for (const { from, to, date, shareOfTo, shareOfFrom } of lineage) {
    if (!(isDate(date) && shareOfTo > 0 && shareOfTo <= 1 && shareOfFrom > 0 && shareOfFrom <= 1))
      throw new RangeError(`unitLineage requires an ISO date and shares above 0 up to 1 in the step from ${from} to ${to}`)
    const into = `into ${to} on ${date}`
    const outOf = `out of ${from} on ${date}`
    sums.set(into, (sums.get(into) ?? 0) + shareOfTo)
    sums.set(outOf, (sums.get(outOf) ?? 0) + shareOfFrom)
  }
  for (const [where, sum] of sums)
    if (Math.abs(sum - 1) > 1e-6) throw new RangeError(`unitLineage requires shares that add up to 1, got ${sum} ${where}`)
}
