/** A dense matrix as rows. */
export type Matrix = readonly (readonly number[])[]

/**
 * Inverse of a symmetric positive definite matrix by Cholesky, rows and columns scaled by their diagonal first.
 * Columns that are (to `tolerance`, relative) a combination of those before them get rows and columns of zeros: then
 * inverse * b solves the normal equations with these coefficients at 0 (aliased terms dropped, as R's lm does).
 *
 * @throws {RangeError} on a matrix that is not square
 */
export function symmetricInverse(matrix: Matrix, tolerance = 1e-11): { readonly inverse: number[][]; readonly aliased: readonly number[] } {
  const size = matrix.length
  for (const row of matrix) if (row.length !== size) throw new RangeError('symmetricInverse requires a square matrix')
  const scale = matrix.map((row, i) => ((row[i] as number) > 0 ? 1 / Math.sqrt(row[i] as number) : 0))
  const lower: number[][] = matrix.map(() => new Array<number>(size).fill(0))
  const aliased: number[] = []
  for (let j = 0; j < size; j++) {
    const rowJ = lower[j] as number[]
    let diagonal = scale[j] === 0 ? 0 : 1
    for (let k = 0; k < j; k++) diagonal -= (rowJ[k] as number) * (rowJ[k] as number)
    if (!(diagonal > tolerance)) {
      aliased.push(j)
      rowJ.fill(0)
      continue
    }
    const root = Math.sqrt(diagonal)
    rowJ[j] = root
    for (let i = j + 1; i < size; i++) {
      const rowI = lower[i] as number[]
      let sum = (matrix[i]?.[j] as number) * (scale[i] as number) * (scale[j] as number)
      for (let k = 0; k < j; k++) sum -= (rowI[k] as number) * (rowJ[k] as number)
      rowI[j] = sum / root
    }
  }
  const dropped = new Set(aliased)
  const inverse = matrix.map((_, column) => {
    const solution = new Array<number>(size).fill(0)
    if (dropped.has(column)) return solution
    for (let i = 0; i < size; i++) {
      if (dropped.has(i)) continue
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= (lower[i]?.[k] as number) * (solution[k] as number)
      solution[i] = sum / (lower[i]?.[i] as number)
    }
    for (let i = size - 1; i >= 0; i--) {
      if (dropped.has(i)) continue
      let sum = solution[i] as number
      for (let k = i + 1; k < size; k++) sum -= (lower[k]?.[i] as number) * (solution[k] as number)
      solution[i] = sum / (lower[i]?.[i] as number)
    }
    return solution.map((value, i) => value * (scale[i] as number) * (scale[column] as number))
  })
  return { inverse, aliased }
}
