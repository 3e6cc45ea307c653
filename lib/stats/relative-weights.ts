import { symmetricEigen } from './symmetric-eigen.ts'
import type { Matrix } from './symmetric-matrix.ts'

/**
 * Johnson's relative weights: parts of R2 by way of the orthogonal variables nearest to the predictors. A fast second opinion
 * to LMG, which they follow closely and equal with two predictors.
 *
 *   L = R^(1/2) of the predictors' correlations;  b = L^-1 r;  weight_j = sum over k of L_jk^2 b_k^2
 *
 * @param correlations outcome first, then the predictors; the predictors must not be collinear
 * @see Johnson (2000), Multivariate Behavioral Research 35
 */
export function relativeWeights(correlations: Matrix): number[] {
  const withOutcome = (correlations[0] as readonly number[]).slice(1)
  const { values, vectors } = symmetricEigen(correlations.slice(1).map((row) => row.slice(1)))
  const power = (exponent: number) =>
    withOutcome.map((_, i) =>
      withOutcome.map((__, j) =>
        values.reduce((sum, value, k) => sum + value ** exponent * (vectors[k]?.[i] as number) * (vectors[k]?.[j] as number), 0),
      ),
    )
  const effects = power(-0.5).map((row) => row.reduce((sum, value, k) => sum + value * (withOutcome[k] as number), 0))
  return power(0.5).map((row) => row.reduce((sum, value, k) => sum + value * value * (effects[k] as number) ** 2, 0))
}
