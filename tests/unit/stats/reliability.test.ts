import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneFactor } from '@/lib/stats/one-factor.ts'
import { reliability } from '@/lib/stats/reliability.ts'
import { symmetricEigen } from '@/lib/stats/symmetric-eigen.ts'
import { symmetricInverse } from '@/lib/stats/symmetric-matrix.ts'

const columns = (...rows: number[][]) => (rows[0] as number[]).map((_, k) => Float64Array.from(rows, (row) => row[k] as number))
const of = (request: Parameters<typeof reliability>[0]) => {
  const got = reliability(request)
  if (got.kind === 'refusal') throw new Error(got.detail)
  return got
}
const four = columns([1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 4, 5], [5, 5, 4])

describe('reliability', () => {
  test('items that go wholly together have alpha 1', () => {
    const got = of({ items: columns([1, 1], [2, 2], [3, 3]) })
    expect(got.alpha).toBeCloseTo(1, 12)
    expect(got.splitHalf).toBeCloseTo(1, 12)
    expect(got.omega).toBeNull()
    expect(got.alphaIfDropped).toEqual([null, null])
  })

  test('alpha from variances by hand', () => {
    // variances 2.5, 1.8, 2.2; the sum 4, 7, 10, 13, 14 has variance 17.3
    expect(of({ items: four }).alpha).toBeCloseTo(1.5 * (1 - 6.5 / 17.3), 12)
  })

  test('an item asked the other way round is turned', () => {
    const turned = four.map((item, k) => (k === 1 ? item.map((answer) => 6 - answer) : item))
    const scale = { least: 1, most: 5 }
    expect(of({ items: turned, reversed: [false, true, false], scale }).alpha).toBeCloseTo(of({ items: four }).alpha, 12)
    expect(of({ items: turned }).alpha).toBeLessThan(0.5)
  })

  test('people who miss an item are outside, except from pairwise alpha', () => {
    const more = columns([1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 4, 5], [5, 5, 4], [5, 1, Number.NaN])
    expect(of({ items: more })).toMatchObject({ respondents: 5 })
    expect(of({ items: more }).alpha).toBeCloseTo(of({ items: four }).alpha, 12)
    expect(of({ items: more }).alphaPairwise).toBeLessThan(of({ items: four }).alpha)
  })

  test('weights are for the weighted alpha alone: a weight of two is the person twice', () => {
    const twice = columns([1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 4, 5], [5, 5, 4], [5, 5, 4])
    const weighted = of({ items: four, weights: Float64Array.of(1, 1, 1, 1, 2) })
    expect(weighted.alphaWeighted).toBeCloseTo(of({ items: twice }).alpha, 12)
    expect(weighted.alpha).toBeCloseTo(of({ items: four }).alpha, 12)
    expect(of({ items: four }).alphaWeighted).toBeNull()
  })

  test('the interval holds alpha and widens with the level', () => {
    const { alpha, alphaInterval } = of({ items: four })
    expect(alphaInterval[0]).toBeLessThan(alpha)
    expect(alphaInterval[1]).toBeGreaterThan(alpha)
    expect(of({ items: four, level: 0.99 }).alphaInterval[0]).toBeLessThan(alphaInterval[0])
  })

  test('refuses too few people and an item that all answer alike, by place', () => {
    expect(reliability({ items: columns([1, 2], [2, 1]) })).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
    expect(reliability({ items: columns([1, 3], [2, 3], [4, 3]) })).toMatchObject({ reason: 'all-equal', item: 1 })
  })

  test('throws on misuse', () => {
    expect(() => reliability({ items: [Float64Array.of(1)] })).toThrow(/two items or more/)
    expect(() => reliability({ items: [Float64Array.of(1), Float64Array.of(1, 2)] })).toThrow(/columns of one length/)
    expect(() => reliability({ items: four, reversed: [true] })).toThrow(/a scale for reversed items/)
  })
})

describe('oneFactor', () => {
  test('finds the loadings that made the correlations', () => {
    const loadings = [0.9, 0.7, 0.5, 0.4]
    const correlations = loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b)))
    const got = oneFactor(correlations)
    if ('kind' in got) throw new Error(got.detail)
    got.loadings.forEach((value, i) => {
      expect(value).toBeCloseTo(loadings[i] as number, 6)
    })
    expect(got.uniquenesses[0]).toBeCloseTo(1 - 0.81, 6)
  })

  test('an item on the other side of the factor has a loading below zero', () => {
    const loadings = [0.8, 0.7, -0.6]
    const got = oneFactor(loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b))))
    expect('kind' in got ? [] : got.loadings.map(Math.sign)).toEqual([1, 1, -1])
  })

  test('holds a Heywood case at a uniqueness of 0.005', () => {
    const got = oneFactor([
      [1, 0.9, 0.9],
      [0.9, 1, 0.7],
      [0.9, 0.7, 1],
    ])
    expect('kind' in got ? 0 : Math.min(...got.uniquenesses)).toBeGreaterThanOrEqual(0.005 - 1e-12)
  })

  test('no other loadings near them fit better', () => {
    const correlations = [
      [1, 0.6, 0.35, 0.2, -0.3],
      [0.6, 1, 0.4, 0.15, -0.25],
      [0.35, 0.4, 1, 0.3, -0.2],
      [0.2, 0.15, 0.3, 1, -0.1],
      [-0.3, -0.25, -0.2, -0.1, 1],
    ]
    const got = oneFactor(correlations)
    if ('kind' in got) throw new Error(got.detail)
    // log |S| + tr(R S^-1) for S = l l' + diag(1 - l^2), by elimination
    const misfit = (loadings: readonly number[]) => {
      const s = loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b)))
      const { inverse } = symmetricInverse(s)
      const trace = correlations.flatMap((row, i) => row.map((value, j) => value * (inverse[j]?.[i] as number)))
      const determinant = symmetricEigen(s).values.reduce((product, value) => product * value, 1)
      return Math.log(determinant) + trace.reduce((sum, value) => sum + value, 0)
    }
    const best = misfit(got.loadings)
    got.loadings.forEach((_, at) => {
      for (const by of [-1e-3, 1e-3]) expect(misfit(got.loadings.map((value, i) => (i === at ? value + by : value)))).toBeGreaterThan(best)
      // and it is flat there
      const slope = (['+', '-'] as const).map((sign) =>
        misfit(got.loadings.map((value, i) => (i === at ? value + (sign === '+' ? 1e-5 : -1e-5) : value))),
      ) as [number, number]
      expect((slope[0] - slope[1]) / 2e-5).toBeCloseTo(0, 6)
    })
    expect(got.loadings.map(Math.sign)).toEqual([1, 1, 1, 1, -1])
  })

  test('most items on the other side: the sum of the loadings is not below zero', () => {
    const loadings = [-0.8, 0.7, 0.6, 0.5]
    const got = oneFactor(loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b))))
    expect('kind' in got ? [] : got.loadings.map(Math.sign)).toEqual([-1, 1, 1, 1])
  })

  test('refuses two items', () => {
    expect(
      oneFactor([
        [1, 0.5],
        [0.5, 1],
      ]),
    ).toMatchObject({ kind: 'refusal', reason: 'too-few-items' })
  })
})

describe('symmetric matrices', () => {
  const random = fc.array(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }), {
    minLength: 6,
    maxLength: 8,
  })
  /** Cross products of random rows, with a ridge: symmetric and positive definite. */
  const crossed = (rows: number[][]) =>
    [0, 1, 2, 3].map((i) =>
      [0, 1, 2, 3].map((j) => rows.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0) + (i === j ? 0.1 : 0)),
    )

  test('the inverse times the matrix is the identity', () => {
    fc.assert(
      fc.property(random, (rows) => {
        const matrix = crossed(rows)
        const { inverse, aliased } = symmetricInverse(matrix)
        expect(aliased).toEqual([])
        matrix.forEach((row, i) => {
          for (let j = 0; j < 4; j++)
            expect(row.reduce((sum, value, k) => sum + value * (inverse[k]?.[j] as number), 0)).toBeCloseTo(i === j ? 1 : 0, 6)
        })
      }),
    )
  })

  test('a column that others give is named and left out', () => {
    const { inverse, aliased } = symmetricInverse([
      [2, 2, 0],
      [2, 2, 0],
      [0, 0, 4],
    ])
    expect(aliased).toEqual([1])
    expect(inverse).toEqual(
      [
        [0.5, 0, 0],
        [0, 0, 0],
        [0, 0, 0.25],
      ].map((row) => row.map((value) => expect.closeTo(value, 12))),
    )
    expect(() => symmetricInverse([[1, 2]])).toThrow('symmetricInverse requires a square matrix')
  })

  test('eigenvectors rebuild the matrix, the largest value first', () => {
    fc.assert(
      fc.property(random, (rows) => {
        const matrix = crossed(rows)
        const { values, vectors } = symmetricEigen(matrix)
        expect([...values].sort((a, b) => b - a)).toEqual([...values])
        matrix.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(
              values.reduce((sum, lambda, k) => sum + lambda * (vectors[k]?.[i] as number) * (vectors[k]?.[j] as number), 0),
            ).toBeCloseTo(value, 8)
          })
        })
      }),
    )
  })
})
