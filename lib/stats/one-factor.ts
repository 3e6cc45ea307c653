import type { Matrix } from './symmetric-matrix.ts'

export type OneFactor = {
  /** Standardised loadings, signed so that their sum is not negative. */
  readonly loadings: readonly number[]
  /** Own variance of each standardised item: 1 - loading^2, not below 0.005. */
  readonly uniquenesses: readonly number[]
}

export type NoFactor = { readonly kind: 'refusal'; readonly reason: 'too-few-items' | 'not-converged'; readonly detail: string }

const LEAST_UNIQUENESS = 0.005
const ROUNDS = 200_000
/** Near rounding: steps are short where items hardly go together, and the way that is left is many times the last step. */
const SETTLED = 1e-14

/**
 * One common factor by maximum likelihood, from a correlation matrix: R ~ l l' + diag(u).
 *
 * EM steps (Rubin & Thayer), until no loading moves by 1e-14. With fewer than three items the model
 * is not identified. A uniqueness is held at 0.005 or more (a Heywood case), as R's factanal does.
 * @returns loadings and uniquenesses, or a refusal
 * @see Lawley & Maxwell (1971), Factor Analysis as a Statistical Method; Rubin & Thayer (1982), Psychometrika 47
 */
export function oneFactor(correlations: Matrix): OneFactor | NoFactor {
  const size = correlations.length
  if (size < 3) return { kind: 'refusal', reason: 'too-few-items', detail: `one factor needs three items, there are ${size}` }
  // Start: what each item shares with the sum of all, those on the other side of the first taken the other way round.
  const side = (correlations[0] as readonly number[]).map((value) => (value < 0 ? -1 : 1))
  const shared = correlations.map((row) => totalOf(row.map((value, k) => value * (side[k] as number))))
  const whole = totalOf(shared.map((value, k) => value * (side[k] as number)))
  let state: readonly number[] = shared.map((value) => clampLoading(value / Math.sqrt(Math.max(1, whole))))
  for (let round = 0; round < ROUNDS; round++) {
    const next = step(correlations, state)
    const moved = Math.max(...next.map((value, i) => Math.abs(value - (state[i] as number))))
    state = next
    if (moved > SETTLED) continue
    const sign = totalOf(state) < 0 ? -1 : 1
    const loadings = state.map((value) => sign * value)
    return { loadings, uniquenesses: loadings.map((value) => 1 - value * value) }
  }
  return { kind: 'refusal', reason: 'not-converged', detail: `the factor did not settle in ${ROUNDS} rounds` }
}

const totalOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

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
