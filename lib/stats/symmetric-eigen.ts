import type { Matrix } from './symmetric-matrix.ts'

export type Eigen = {
  /** Largest first. */
  readonly values: readonly number[]
  /** vectors[k] belongs to values[k], of length 1. */
  readonly vectors: readonly (readonly number[])[]
}

/** Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations. */
export function symmetricEigen(matrix: Matrix): Eigen {
  const a = matrix.map((row) => [...row])
  const size = a.length
  const vectors = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)))
  const entry = (i: number, j: number) => a[i]?.[j] as number
  const scale = a.reduce((sum, row) => sum + row.reduce((inner, value) => inner + value * value, 0), 0)
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) off += entry(i, j) * entry(i, j)
    if (!(off > 1e-32 * scale)) break
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (entry(p, q) === 0) continue
        const theta = (entry(q, q) - entry(p, p)) / (2 * entry(p, q))
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const cosine = 1 / Math.hypot(tangent, 1)
        const sine = tangent * cosine
        for (const row of a) turn(row, p, q, cosine, sine)
        turnRows(a, p, q, cosine, sine)
        turnRows(vectors, p, q, cosine, sine)
      }
    }
  }
  const order = a.map((_, i) => i).sort((i, j) => entry(j, j) - entry(i, i))
  return { values: order.map((i) => entry(i, i)), vectors: order.map((i) => vectors[i] as number[]) }
}

function turn(row: number[], p: number, q: number, cosine: number, sine: number): void {
  const left = row[p] as number
  const right = row[q] as number
  row[p] = cosine * left - sine * right
  row[q] = sine * left + cosine * right
}

function turnRows(rows: number[][], p: number, q: number, cosine: number, sine: number): void {
  const rowP = rows[p] as number[]
  const rowQ = rows[q] as number[]
  for (let k = 0; k < rowP.length; k++) {
    const left = rowP[k] as number
    const right = rowQ[k] as number
    rowP[k] = cosine * left - sine * right
    rowQ[k] = sine * left + cosine * right
  }
}
