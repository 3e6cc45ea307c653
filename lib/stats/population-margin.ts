import { compensatedSum } from './compensated-sum.ts'

/** A population margin: how many people of each category the register knows. */
export type Margin = {
  /** Named in refusals, e.g. "sex". */
  readonly name: string
  /** Category number of each respondent, 0..totals.length-1; -1 = misses the margin (skipped the question). */
  readonly codes: Int32Array
  /** Population of each category; finite, 0 or more. */
  readonly totals: Float64Array
  /** Names of the categories, for refusals. Default: their numbers. */
  readonly labels?: readonly string[]
}

export type MarginRefusal = {
  readonly kind: 'refusal'
  /**
   * empty-category: the register counts people in a category that nobody in the sample has.
   * unknown-category: the sample has people in a category of which the register counts nobody.
   * inconsistent-margin: the margin's total is not that of the first margin, or nobody lives there.
   * no-respondents: nobody answered, or nobody has a category of the margin.
   * not-converged: no weights meet all margins (categories that never occur together).
   */
  readonly reason: 'empty-category' | 'unknown-category' | 'inconsistent-margin' | 'no-respondents' | 'not-converged'
  readonly margin: string
  readonly category: string | null
  /** A sentence for logs and tests; screens word the reason themselves. */
  readonly detail: string
}

/** Respondents who missed a margin, and the share of the design weight that is kept for them. */
export type MissedMargin = { readonly margin: string; readonly respondents: number; readonly weightShare: number }

/** A margin ready for fitting: wanted weight by category, the last place for those who miss it. */
export type MarginTarget = { readonly margin: Margin; readonly wanted: Float64Array; readonly missed: MissedMargin }

/** The targets of all margins, or the first reason why no weights can meet them. */
export function marginTargets(weights: Float64Array, margins: readonly Margin[]): MarginTarget[] | MarginRefusal {
  const population = compensatedSum(margins[0]?.totals ?? [])
  const targets: MarginTarget[] = []
  for (const margin of margins) {
    const target = marginTarget(margin, weights, population)
    if ('kind' in target) return target
    targets.push(target)
  }
  return targets
}

/**
 * Turns a margin into wanted sums of weights, or says why no weights can meet it.
 * Those who miss the margin become a category of their own: population times their share of the design weight.
 */
function marginTarget(margin: Margin, weights: Float64Array, population: number): MarginTarget | MarginRefusal {
  const { name, codes, totals } = margin
  const total = compensatedSum(totals)
  if (!(population > 0 && Math.abs(total - population) <= 1e-6 * population))
    return refuseMargin(
      'inconsistent-margin',
      margin,
      null,
      `its categories add up to ${total}, those of the first margin to ${population}`,
    )
  const counts = categorySums(new Float64Array(codes.length).fill(1), codes, totals.length)
  const respondents = counts[totals.length] as number
  if (respondents === codes.length) return refuseMargin('no-respondents', margin, null, 'no respondent has a category of this margin')
  for (let c = 0; c < totals.length; c++) {
    if (totals[c] !== 0 && counts[c] === 0)
      return refuseMargin('empty-category', margin, c, `the population has ${totals[c]} people here, the sample nobody`)
    if (totals[c] === 0 && counts[c] !== 0)
      return refuseMargin('unknown-category', margin, c, `the sample has ${counts[c]} people here, the population nobody`)
  }
  const designSums = categorySums(weights, codes, totals.length)
  const weightShare = (designSums[totals.length] as number) / compensatedSum(weights)
  const scale = (population / total) * (1 - weightShare)
  const wanted = new Float64Array(totals.length + 1)
  for (let c = 0; c < totals.length; c++) wanted[c] = (totals[c] as number) * scale
  wanted[totals.length] = population * weightShare
  return { margin, wanted, missed: { margin: name, respondents, weightShare } }
}

/** Sums of weights by category; the last place holds those who miss the margin. */
export function categorySums(weights: Float64Array, codes: Int32Array, categories: number): Float64Array {
  const sums = new Float64Array(categories + 1)
  for (let i = 0; i < codes.length; i++) {
    const place = (codes[i] as number) < 0 ? categories : (codes[i] as number)
    sums[place] = (sums[place] as number) + (weights[i] as number)
  }
  return sums
}

export function refuseMargin(reason: MarginRefusal['reason'], margin: Margin, category: number | null, why: string): MarginRefusal {
  const label = category === null ? null : (margin.labels?.[category] ?? String(category))
  const place = label === null ? `margin ${margin.name}` : `category ${label} of margin ${margin.name}`
  return { kind: 'refusal', reason, margin: margin.name, category: label, detail: `${place}: ${why}` }
}

/** Misuse throws under the caller's name; what a register can get wrong is refused by name instead. */
export function checkMargins(caller: string, weights: Float64Array, margins: readonly Margin[]): void {
  if (margins.length === 0) throw new RangeError(`${caller} requires at least one margin`)
  for (const weight of weights) if (!(weight > 0 && weight < Infinity)) throw new RangeError(`${caller} requires positive finite weights`)
  for (const { name, codes, totals } of margins) {
    if (codes.length !== weights.length) throw new RangeError(`${caller} requires one code for each weight in margin ${name}`)
    for (const total of totals)
      if (!(total >= 0 && total < Infinity)) throw new RangeError(`${caller} requires finite totals of 0 or more in margin ${name}`)
    for (const code of codes)
      if (!(code >= -1 && code < totals.length))
        throw new RangeError(`${caller} requires codes from -1 to ${totals.length - 1} in margin ${name}`)
  }
}
