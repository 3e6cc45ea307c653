import type { Matrix } from './symmetric-matrix.ts'

/** Most predictors: the number of subsets doubles with each. */
export const MOST_DRIVERS = 10

/**
 * LMG shares: each predictor's part of R2, averaged over all orders in which the predictors can enter.
 *
 *   lmg_j = sum over subsets S without j of |S|! (p - |S| - 1)! / p! * (R2(S + j) - R2(S));  sum of lmg = R2
 *
 * @param moments covariance or correlation matrix, the outcome first, then the predictors
 * @returns lmg in the order of the predictors; a predictor without variance has 0
 * @throws {RangeError} on more than 10 predictors
 * @see Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis; Groemping (2007), The American Statistician 61
 */
export function importanceShares(moments: Matrix): number[] {
  const predictors = moments.length - 1
  if (!(predictors >= 1 && predictors <= MOST_DRIVERS)) throw new RangeError(`importanceShares requires 1 to ${MOST_DRIVERS} predictors`)
  const explained = explainedBySubset(moments)
  // Weight of a subset of each size: |S|! (p - |S| - 1)! / p!
  const orders = [1 / predictors]
  for (let size = 1; size < predictors; size++) orders.push(((orders[size - 1] as number) * size) / (predictors - size))
  return Array.from({ length: predictors }, (_, j) => {
    let share = 0
    for (let subset = 0; subset < explained.length; subset++) {
      if (subset & (1 << j)) continue
      share += (orders[bitCount(subset)] as number) * ((explained[subset | (1 << j)] as number) - (explained[subset] as number))
    }
    return share
  })
}

/** R2 of every subset of predictors (bit j = predictor j), by pivoting one predictor after the other out of the moments. */
function explainedBySubset(moments: Matrix): Float64Array {
  const predictors = moments.length - 1
  const explained = new Float64Array(1 << predictors)
  const whole = moments[0]?.[0] as number
  if (!(whole > 0)) return explained
  const visit = (left: Matrix, subset: number, next: number) => {
    explained[subset] = 1 - (left[0]?.[0] as number) / whole
    for (let j = next; j < predictors; j++) visit(pivotOut(left, j + 1, moments[j + 1]?.[j + 1] as number), subset | (1 << j), j + 1)
  }
  visit(moments, 0, 0)
  return explained
}

/** What is left of the moments when a predictor is held fixed; a predictor that the others already give leaves all as it is. */
function pivotOut(moments: Matrix, at: number, original: number): Matrix {
  const pivot = moments[at]?.[at] as number
  if (!(pivot > 1e-10 * original)) return moments
  return moments.map((row) => {
    const factor = (row[at] as number) / pivot
    return row.map((value, k) => value - factor * (moments[at]?.[k] as number))
  })
}

function bitCount(subset: number): number {
  let count = 0
  for (let left = subset; left > 0; left &= left - 1) count++
  return count
}
