import { categorySums, type Margin, type MarginTarget } from './population-margin.ts'

export type WorstCategory = { readonly margin: Margin; readonly category: number | null; readonly error: number }

export type FittedMargins = { readonly weights: Float64Array; readonly rounds: number; readonly worst: WorstCategory }

/**
 * Iterative proportional fitting of weights to margin targets: multiplies, margin after margin, until every category is met to
 * the tolerance, the rounds end, or 25 rounds in a row bring nothing. Says how far off the worst category still is.
 */
export function fitMargins(
  weights: Float64Array,
  targets: readonly MarginTarget[],
  tolerance: number,
  maximumRounds: number,
): FittedMargins {
  const profiles = collapse(weights, targets)
  let best = Infinity
  let stalled = 0
  let rounds = 0
  let worst = worstCategory(profiles.fitted, profiles.targets)
  while (worst.error > tolerance && rounds < maximumRounds && stalled < 25) {
    for (const target of profiles.targets) fitMargin(profiles.fitted, target)
    rounds++
    worst = worstCategory(profiles.fitted, profiles.targets)
    stalled = worst.error < best ? 0 : stalled + 1
    best = Math.min(best, worst.error)
  }
  const fitted = new Float64Array(weights.length)
  for (let i = 0; i < fitted.length; i++) {
    const profile = profiles.profileOfRow[i] as number
    fitted[i] = (weights[i] as number) * ((profiles.fitted[profile] as number) / (profiles.design[profile] as number))
  }
  return { weights: fitted, rounds, worst: worstCategory(fitted, targets) }
}

type Profiles = { profileOfRow: Int32Array; design: Float64Array; fitted: Float64Array; targets: MarginTarget[] }

/** Respondents alike in all margins get one factor, so the fitting runs over distinct profiles, not over people. */
function collapse(weights: Float64Array, targets: readonly MarginTarget[]): Profiles {
  const profileOfRow = new Int32Array(weights.length)
  let count = 1
  for (const { margin, wanted } of targets) {
    const numbers = new Map<number, number>()
    for (let i = 0; i < profileOfRow.length; i++) {
      const key = (profileOfRow[i] as number) * wanted.length + (margin.codes[i] as number) + 1
      const number = numbers.get(key) ?? numbers.size
      numbers.set(key, number)
      profileOfRow[i] = number
    }
    count = numbers.size
  }
  const design = categorySums(weights, profileOfRow, count).subarray(0, count)
  const collapsed = targets.map((target) => {
    const codes = new Int32Array(count)
    for (let i = 0; i < profileOfRow.length; i++) codes[profileOfRow[i] as number] = target.margin.codes[i] as number
    return { ...target, margin: { ...target.margin, codes } }
  })
  return { profileOfRow, design, fitted: Float64Array.from(design), targets: collapsed }
}

function fitMargin(weights: Float64Array, { margin: { codes }, wanted }: MarginTarget): void {
  const categories = wanted.length - 1
  const factors = categorySums(weights, codes, categories)
  for (let c = 0; c <= categories; c++) factors[c] = factors[c] === 0 ? 0 : (wanted[c] as number) / (factors[c] as number)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    weights[i] = (weights[i] as number) * (factors[code < 0 ? categories : code] as number)
  }
}

/** The category whose sum is farthest from the wanted one, relative to it. */
function worstCategory(weights: Float64Array, targets: readonly MarginTarget[]): WorstCategory {
  let worst: WorstCategory = { margin: (targets[0] as MarginTarget).margin, category: null, error: 0 }
  for (const { margin, wanted } of targets) {
    const categories = wanted.length - 1
    const sums = categorySums(weights, margin.codes, categories)
    for (let c = 0; c <= categories; c++) {
      if (wanted[c] === 0) continue
      const error = Math.abs((sums[c] as number) / (wanted[c] as number) - 1)
      if (!(error <= worst.error)) worst = { margin, category: c < categories ? c : null, error }
    }
  }
  return worst
}
