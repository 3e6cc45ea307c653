import { describe, expect, test } from 'vitest'
import { fisherPValue } from '@/lib/stats/index.ts'
import { oneFactor } from '@/lib/stats/one-factor.ts'
import { reliability } from '@/lib/stats/reliability.ts'
import { seededRandom } from '@/lib/stats/seeded-random.ts'
import { symmetricInverse } from '@/lib/stats/symmetric-matrix.ts'

/** Five items of 60 people, of unlike spread, that partly go together. */
const next = seededRandom(11)
const people = Array.from({ length: 60 }, () => {
  const trait = next() + next()
  return [1, 2, 3, 1.5, 4].map((spread, k) => spread * (trait + (0.5 + k / 4) * next()))
})
const k = 5
const items = Array.from({ length: k }, (_, at) => Float64Array.from(people, (row) => row[at] as number))
const scores = (places: readonly number[]) => people.map((row) => places.reduce((sum, at) => sum + (row[at] as number), 0))

// Everything below from the answers themselves, not from covariances.
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const covariance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - mean(a)) * ((b[i] as number) - mean(b)), 0) / (a.length - 1)
const variance = (values: readonly number[]) => covariance(values, values)
const correlation = (a: readonly number[], b: readonly number[]) => covariance(a, b) / Math.sqrt(variance(a) * variance(b))
const columnOf = (at: number) => people.map((row) => row[at] as number)
const alphaOf = (places: readonly number[]) =>
  (places.length / (places.length - 1)) * (1 - places.reduce((sum, at) => sum + variance(columnOf(at)), 0) / variance(scores(places)))
const all = [0, 1, 2, 3, 4]
const others = (at: number) => all.filter((place) => place !== at)

describe('reliability against its definitions', () => {
  const got = reliability({ items })
  if (got.kind === 'refusal') throw new Error(got.detail)
  const correlations = all.map((i) => all.map((j) => (i === j ? 1 : correlation(columnOf(i), columnOf(j)))))
  const pairs = all.flatMap((i) => all.slice(i + 1).map((j) => correlations[i]?.[j] as number))

  test('alpha, of all items and without each', () => {
    expect(got.alpha).toBeCloseTo(alphaOf(all), 12)
    all.forEach((at) => {
      expect(got.alphaIfDropped[at]).toBeCloseTo(alphaOf(others(at)), 12)
    })
  })

  test('correlations between items, and of each with the sum of the others', () => {
    const between = mean(pairs)
    expect(got.meanInterItemCorrelation).toBeCloseTo(between, 12)
    expect(got.alphaStandardised).toBeCloseTo((k * between) / (1 + (k - 1) * between), 12)
    all.forEach((at) => {
      expect(got.itemRestCorrelation[at]).toBeCloseTo(correlation(columnOf(at), scores(others(at))), 12)
    })
  })

  test('odd against even items, stepped up', () => {
    const half = correlation(scores([0, 2, 4]), scores([1, 3]))
    expect(got.splitHalf).toBeCloseTo((2 * half) / (1 + half), 12)
  })

  test('lambda 6 from what each item shares with the others', () => {
    const { inverse } = symmetricInverse(correlations)
    const unique = all.reduce((sum, at) => sum + 1 / (inverse[at]?.[at] as number), 0)
    expect(got.lambda6).toBeCloseTo(1 - unique / correlations.flat().reduce((sum, value) => sum + value, 0), 10)
    expect(got.eigenvalues.reduce((sum, value) => sum + value, 0)).toBeCloseTo(k, 10)
  })

  test('omega from the loadings, raw ones times the spread of the item', () => {
    const factor = oneFactor(correlations)
    if ('kind' in factor) throw new Error(factor.detail)
    const omega = (spreads: readonly number[]) => {
      const common = factor.loadings.reduce((sum, loading, at) => sum + loading * (spreads[at] as number), 0) ** 2
      return common / (common + factor.uniquenesses.reduce((sum, unique, at) => sum + unique * (spreads[at] as number) ** 2, 0))
    }
    expect(got.omega).toBeCloseTo(omega(all.map((at) => Math.sqrt(variance(columnOf(at))))), 6)
    expect(got.omegaStandardised).toBeCloseTo(omega(all.map(() => 1)), 6)
    got.loadings.forEach((loading, at) => {
      expect(loading).toBeCloseTo(factor.loadings[at] as number, 6)
    })
  })

  test('the standard error of alpha is that of the derivative by each covariance of normal answers', () => {
    const matrix = all.map((i) => all.map((j) => covariance(columnOf(i), columnOf(j))))
    const sum = (values: readonly (readonly number[])[]) => values.flat().reduce((whole, value) => whole + value, 0)
    const alpha = (values: readonly (readonly number[])[]) =>
      (k / (k - 1)) * (1 - all.reduce((own, at) => own + (values[at]?.[at] as number), 0) / sum(values))
    const step = 1e-6
    const gradient = all.map((i) =>
      all.map((j) => {
        const moved = (by: number) => alpha(matrix.map((row, a) => row.map((value, b) => (a === i && b === j ? value + by : value))))
        return (moved(step) - moved(-step)) / (2 * step)
      }),
    )
    // Of normal answers cov(s_ij, s_lm) = (s_il s_jm + s_im s_jl) / n
    const of = (i: number, j: number) => matrix[i]?.[j] as number
    let total = 0
    for (const i of all)
      for (const j of all)
        for (const l of all)
          for (const m of all)
            total += (gradient[i]?.[j] as number) * (gradient[l]?.[m] as number) * (of(i, l) * of(j, m) + of(i, m) * of(j, l))
    expect(got.alphaStandardError).toBeCloseTo(Math.sqrt(total / people.length), 7)
  })

  test('the ends of the interval are where (1 - alpha) over (1 - end) is a quantile of F with n - 1 and (n - 1)(k - 1) degrees', () => {
    const freedom = people.length - 1
    const above = (end: number) => fisherPValue((1 - end) / (1 - got.alpha), freedom, freedom * (k - 1))
    expect(above(got.alphaInterval[0])).toBeCloseTo(0.025, 9)
    expect(above(got.alphaInterval[1])).toBeCloseTo(0.975, 9)
  })

  test('pairwise alpha has each covariance of those who answered both', () => {
    const holes = items.map((item, at) => item.map((value, row) => (row % 7 === at ? Number.NaN : value)))
    const both = (i: number, j: number) => people.map((_, row) => row).filter((row) => row % 7 !== i && row % 7 !== j)
    const pick = (at: number, rows: readonly number[]) => rows.map((row) => people[row]?.[at] as number)
    const matrix = all.map((i) => all.map((j) => covariance(pick(i, both(i, j)), pick(j, both(i, j)))))
    const own = all.reduce((sum, at) => sum + (matrix[at]?.[at] as number), 0)
    const result = reliability({ items: holes })
    if (result.kind === 'refusal') throw new Error(result.detail)
    expect(result.alphaPairwise).toBeCloseTo((k / (k - 1)) * (1 - own / matrix.flat().reduce((sum, value) => sum + value, 0)), 12)
  })

  test('an item turned on its scale has its old place: the mean correlation and the loadings are those of the turned answers', () => {
    const turned = items.map((item, at) => (at === 1 ? item.map((value) => 6 - value) : item))
    const result = reliability({ items: turned, reversed: [false, true], scale: { least: 1, most: 5 } })
    if (result.kind === 'refusal') throw new Error(result.detail)
    expect(result.meanInterItemCorrelation).toBeCloseTo(got.meanInterItemCorrelation, 12)
  })

  test('weights of another length are misuse, and the first item may be the one that all answer alike', () => {
    expect(() => reliability({ items, weights: new Float64Array(3) })).toThrow(/columns of one length/)
    expect(reliability({ items: [new Float64Array(60).fill(3), ...items] })).toMatchObject({ reason: 'all-equal', item: 0 })
  })
})
