import type { Matrix } from './symmetric-matrix.ts'

export type OneFactor = {
  /** Standardised loadings, signed so that their sum is not negative. */
  readonly loadings: readonly number[]
  /** Own variance of each standardised item: 1 - loading^2, not below 0.005. */
  readonly uniquenesses: readonly number[]
}

export type NoFactor = { readonly kind: 'refusal'; readonly reason: 'too-few-items' | 'not-converged'; readonly detail: string }

const LEAST_UNIQUENESS = 0.005

/**
 * One common factor by maximum likelihood, from a correlation matrix: R ~ l l' + diag(u).
 *
 * EM steps (Rubin & Thayer) with squared extrapolation, until no loading moves by 1e-10. With fewer than three items the model
 * is not identified. A uniqueness is held at 0.005 or more (a Heywood case), as R's factanal does.
 * @returns loadings and uniquenesses, or a refusal
 * @see Lawley & Maxwell (1971), Factor Analysis as a Statistical Method; Rubin & Thayer (1982), Psychometrika 47; Varadhan & Roland (2008), Scandinavian Journal of Statistics 35
 */
export function oneFactor(correlations: Matrix): OneFactor | NoFactor {
  const size = correlations.length
  if (size < 3) return { kind: 'refusal', reason: 'too-few-items', detail: `one factor needs three items, there are ${size}` }
  // Start: the principal factor, by power iteration on the correlations.
  let loadings = correlations.map((row) => row.reduce((sum, value) => sum + value, 0))
  for (let round = 0; round < 50; round++) {
    const next = correlations.map((row) => row.reduce((sum, value, k) => sum + value * (loadings[k] as number), 0))
    const length = Math.hypot(...next)
    if (!(length > 0)) break
    loadings = next.map((value) => value / length)
  }
  const strength = Math.sqrt(
    Math.max(
      1,
      correlations.reduce(
        (sum, row, i) => sum + row.reduce((inner, value, k) => inner + value * (loadings[k] as number) * (loadings[i] as number), 0),
        0,
      ),
    ),
  )
  let state: number[] = loadings.map((value) => clampLoading(value * strength * 0.8))
  for (let round = 0; round < 5000; round++) {
    const one = step(correlations, state)
    const two = step(correlations, one)
    const change = one.map((value, i) => value - (state[i] as number))
    const curve = two.map((value, i) => value - 2 * (one[i] as number) + (state[i] as number))
    const length = Math.hypot(...change)
    const bend = Math.hypot(...curve)
    const stride = bend > 0 ? Math.min(-1, -length / bend) : -1
    const leap = state.map((value, i) => clampLoading(value - 2 * stride * (change[i] as number) + stride * stride * (curve[i] as number)))
    const next = step(correlations, misfit(correlations, leap) <= misfit(correlations, two) ? leap : two)
    const moved = Math.max(...next.map((value, i) => Math.abs(value - (state[i] as number))))
    state = next
    if (moved < 1e-10) {
      const sign = state.reduce((sum, value) => sum + value, 0) < 0 ? -1 : 1
      const signed = state.map((value) => sign * value)
      return { loadings: signed, uniquenesses: signed.map((value) => 1 - value * value) }
    }
  }
  return { kind: 'refusal', reason: 'not-converged', detail: 'the factor did not settle in 5,000 rounds' }
}

function clampLoading(value: number): number {
  const most = Math.sqrt(1 - LEAST_UNIQUENESS)
  return Math.min(most, Math.max(-most, value))
}

/** One EM step on the loadings; uniquenesses are what the loadings leave of a variance of 1. */
function step(correlations: Matrix, loadings: readonly number[]): number[] {
  const weights = loadings.map((value) => value / (1 - value * value))
  const information = 1 + loadings.reduce((sum, value, i) => sum + value * (weights[i] as number), 0)
  const beta = weights.map((value) => value / information)
  const covariance = correlations.map((row) => row.reduce((sum, value, k) => sum + value * (beta[k] as number), 0))
  const spread = 1 / information + beta.reduce((sum, value, i) => sum + value * (covariance[i] as number), 0)
  return covariance.map((value) => clampLoading(value / spread))
}

/** Discrepancy of maximum likelihood, up to a constant: log |S| + tr(R S^-1), S = l l' + diag(u). */
function misfit(correlations: Matrix, loadings: readonly number[]): number {
  const uniquenesses = loadings.map((value) => 1 - value * value)
  const weights = loadings.map((value, i) => value / (uniquenesses[i] as number))
  const information = 1 + loadings.reduce((sum, value, i) => sum + value * (weights[i] as number), 0)
  const logDeterminant = Math.log(information) + uniquenesses.reduce((sum, value) => sum + Math.log(value), 0)
  const trace = uniquenesses.reduce((sum, value) => sum + 1 / value, 0)
  const common = weights.reduce(
    (sum, value, i) =>
      sum + value * (correlations[i] as readonly number[]).reduce((inner, entry, k) => inner + entry * (weights[k] as number), 0),
    0,
  )
  return logDeterminant + trace - common / information
}
