import type { Matrix } from './symmetric-matrix.ts'

/** Eigenvalues of a symmetric matrix by cyclic Jacobi rotations, largest first. */
export function symmetricEigenvalues(matrix: Matrix): number[] {
  const a = matrix.map((row) => [...row])
  const size = a.length
  const entry = (i: number, j: number) => a[i]?.[j] as number
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) off += entry(i, j) * entry(i, j)
    if (off < 1e-30) break
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (entry(p, q) === 0) continue
        const theta = (entry(q, q) - entry(p, p)) / (2 * entry(p, q))
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const cosine = 1 / Math.hypot(tangent, 1)
        const sine = tangent * cosine
        for (const row of a) {
          const left = row[p] as number
          const right = row[q] as number
          row[p] = cosine * left - sine * right
          row[q] = sine * left + cosine * right
        }
        const rowP = a[p] as number[]
        const rowQ = a[q] as number[]
        for (let k = 0; k < size; k++) {
          const left = rowP[k] as number
          const right = rowQ[k] as number
          rowP[k] = cosine * left - sine * right
          rowQ[k] = sine * left + cosine * right
        }
      }
    }
  }
  return a.map((row, i) => row[i] as number).sort((x, y) => y - x)
}
