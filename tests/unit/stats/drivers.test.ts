import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driverStability } from '@/lib/stats/driver-stability.ts'
import { drivers, toCorrelations } from '@/lib/stats/drivers.ts'
import { importanceShares } from '@/lib/stats/importance-shares.ts'
import { linearRegression } from '@/lib/stats/linear-regression.ts'
import { relativeWeights } from '@/lib/stats/relative-weights.ts'
import { seededRandom } from '@/lib/stats/seeded-random.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const plain = (n: number) => surveyDesign({ weights: new Float64Array(n).fill(1) })
/** 200 people whose satisfaction is 2 x staff + 1 x waiting + noise; the colour of the walls has nothing to do with it. */
function visitors(n = 200) {
  const next = seededRandom(3)
  const noise = () => next() + next() + next() - 1.5
  const staff = Float64Array.from({ length: n }, noise)
  const waiting = staff.map((value) => 0.5 * value + noise())
  const walls = staff.map(noise)
  const overall = staff.map((value, i) => 2 * value + (waiting[i] as number) + noise())
  return { overall, parts: [staff, waiting, walls] }
}

describe('linearRegression', () => {
  test('a line through points has their slope and intercept', () => {
    const got = linearRegression(plain(4), Float64Array.of(3, 5, 7, 9.5), [Float64Array.of(1, 2, 3, 4)])
    if (got.kind === 'refusal') throw new Error(got.detail)
    expect(got.coefficients[1]).toBeCloseTo(2.15, 12)
    expect(got.coefficients[0]).toBeCloseTo(0.75, 12)
    expect(got.residualFreedom).toBe(2)
    expect(got.adjustedRSquared).toBeCloseTo(1 - (1 - got.rSquared) * (3 / 2), 12)
  })

  test('a group difference has the standard error of a difference of domain means', () => {
    const y = Float64Array.of(1, 2, 4, 5, 9)
    const group = Float64Array.of(0, 0, 1, 1, 1)
    const got = linearRegression(plain(5), y, [group])
    if (got.kind === 'refusal') throw new Error(got.detail)
    expect(got.coefficients[0]).toBeCloseTo(1.5, 12)
    expect(got.coefficients[1]).toBeCloseTo(4.5, 12)
    // V = 5/4 (sum e^2 / n_g^2 over both groups): 0.5 / 4 + 14 / 9
    expect(got.standardErrors[1]).toBeCloseTo(Math.sqrt((5 / 4) * (0.5 / 4 + 14 / 9)), 12)
  })

  test('people who miss any variable are outside', () => {
    const got = linearRegression(plain(5), Float64Array.of(3, 5, 7, 9.5, 50), [Float64Array.of(1, 2, 3, 4, Number.NaN)])
    expect(got).toMatchObject({ kind: 'regression', respondents: 4 })
  })

  test('refuses by name a column without variation, one that others give, too few people', () => {
    const x = Float64Array.of(1, 2, 3, 4, 5)
    const y = Float64Array.of(2, 1, 4, 3, 5)
    expect(linearRegression(plain(5), y, [x, x.map(() => 7)])).toMatchObject({ reason: 'all-equal', column: 1 })
    expect(
      linearRegression(
        plain(5),
        y.map(() => 0.1),
        [x],
      ),
    ).toMatchObject({ reason: 'all-equal', column: -1 })
    expect(linearRegression(plain(5), y, [x, x.map((value) => 3 - 2 * value)])).toMatchObject({ reason: 'collinear', column: 1 })
    expect(linearRegression(plain(2), y.slice(0, 2), [x.slice(0, 2)])).toMatchObject({ reason: 'too-few-answers' })
    expect(() => linearRegression(plain(5), y, [])).toThrow(/requires a predictor/)
    expect(() => linearRegression(plain(4), y, [x])).toThrow(/columns of 4 rows/)
  })
})

describe('importanceShares', () => {
  test('one predictor has all of R2, two uncorrelated ones their own', () => {
    expect(
      importanceShares([
        [1, 0.6],
        [0.6, 1],
      ])[0],
    ).toBeCloseTo(0.36, 12)
    const [a, b] = importanceShares([
      [1, 0.6, 0.3],
      [0.6, 1, 0],
      [0.3, 0, 1],
    ])
    expect(a).toBeCloseTo(0.36, 12)
    expect(b).toBeCloseTo(0.09, 12)
  })

  test('two correlated ones: the mean of entering first and second', () => {
    const [a] = importanceShares([
      [1, 0.6, 0.5],
      [0.6, 1, 0.4],
      [0.5, 0.4, 1],
    ])
    const together = (0.36 + 0.25 - 2 * 0.6 * 0.5 * 0.4) / (1 - 0.16)
    expect(a).toBeCloseTo((0.36 + (together - 0.25)) / 2, 12)
  })

  test('a twin shares what both explain, and a predictor without variance has nothing', () => {
    const [a, b] = importanceShares([
      [1, 0.6, 0.6],
      [0.6, 1, 1],
      [0.6, 1, 1],
    ])
    expect(a).toBeCloseTo(0.18, 12)
    expect(b).toBeCloseTo(0.18, 12)
    expect(
      importanceShares([
        [1, 0.6, 0],
        [0.6, 1, 0],
        [0, 0, 0],
      ])[1],
    ).toBe(0)
    expect(
      importanceShares([
        [0, 0],
        [0, 1],
      ]),
    ).toEqual([0])
  })

  test('throws without predictors and on more than ten', () => {
    const unit = (n: number) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)))
    expect(() => importanceShares(unit(1))).toThrow(/1 to 10 predictors/)
    expect(() => importanceShares(unit(12))).toThrow(/1 to 10 predictors/)
    expect(importanceShares(unit(11))).toHaveLength(10)
  })

  test("add up to R2 and are never negative, and Johnson's weights add up to the same", () => {
    const rows = fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 }), {
      minLength: 12,
      maxLength: 25,
    })
    fc.assert(
      fc.property(rows, (table) => {
        const column = (k: number) => Float64Array.from(table, (row, i) => (row[k] as number) + 0.01 * ((i * (k + 3)) % 7))
        const got = drivers(plain(table.length), column(0), [column(1), column(2), column(3)])
        if (got.kind === 'refusal') return
        const { rSquared } = got.regression
        expect(got.lmg.reduce((sum, value) => sum + value, 0)).toBeCloseTo(rSquared, 8)
        for (const value of got.lmg) expect(value).toBeGreaterThan(-1e-9)
        if (Math.max(...got.varianceInflation) < 1e4)
          expect(relativeWeights(got.correlations).reduce((sum, value) => sum + value, 0)).toBeCloseTo(rSquared, 6)
      }),
    )
  })
})

describe('drivers', () => {
  test('find what goes with the overall satisfaction', () => {
    const { overall, parts } = visitors()
    const got = drivers(plain(200), overall, parts)
    if (got.kind === 'refusal') throw new Error(got.detail)
    expect(got.regression.coefficients[1]).toBeCloseTo(2, 0)
    expect(got.lmgShares[0]).toBeGreaterThan(0.5)
    expect(got.lmgShares[2]).toBeLessThan(0.05)
    expect(got.lmgShares.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
    expect(got.last[0]).toBeLessThan(got.lmg[0] as number)
    expect(got.alone[0]).toBeGreaterThan(got.lmg[0] as number)
    expect(got.varianceInflation[2]).toBeCloseTo(1, 1)
  })

  test('pass on the refusal of the regression', () => {
    expect(drivers(plain(3), Float64Array.of(1, 1, 1), [Float64Array.of(1, 2, 3)])).toMatchObject({ kind: 'refusal' })
  })
})

describe('driverStability', () => {
  const { overall, parts } = visitors()
  const stability = (seed: number) => driverStability(plain(200), overall, parts, { seed, resamples: 100 })

  test('the first driver stays first, and its share lies in the interval', () => {
    const got = stability(1)
    const point = drivers(plain(200), overall, parts)
    if (point.kind === 'refusal') throw new Error(point.detail)
    expect(got.first[0]).toBeGreaterThan(0.95)
    expect(got.first.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
    got.shares.forEach(({ lower, median, upper }, k) => {
      expect(lower).toBeLessThanOrEqual(median)
      expect(median).toBeLessThanOrEqual(upper)
      expect(point.lmgShares[k]).toBeGreaterThan(lower - 0.05)
      expect(point.lmgShares[k]).toBeLessThan(upper + 0.05)
    })
  })

  test('the seed fixes the figures', () => {
    expect(stability(1)).toEqual(stability(1))
    expect(stability(1)).not.toEqual(stability(2))
  })

  test('clusters are resampled whole, and a lone PSU of a stratum stays', () => {
    const clusters = Int32Array.from({ length: 200 }, (_, i) => Math.floor(i / 20))
    const clustered = surveyDesign({ weights: new Float64Array(200).fill(1), clusters: [clusters] })
    expect(driverStability(clustered, overall, parts, { seed: 1, resamples: 20 }).resamples).toBe(20)
    const lone = surveyDesign({ weights: new Float64Array(200).fill(1), clusters: [clusters], strata: clusters })
    const fixed = driverStability(lone, overall, parts, { seed: 1, resamples: 20 })
    for (const { lower, upper } of fixed.shares) expect(upper - lower).toBeCloseTo(0, 12)
  })

  test('with nothing to resample every share is that of the data: weights, offsets and missing answers included', () => {
    const weights = Float64Array.from(overall, (_, i) => 1 + (i % 4))
    const strata = Int32Array.from(overall, (_, i) => Math.floor(i / 20))
    const design = surveyDesign({ weights, clusters: [strata], strata })
    const outcome = overall.map((value, i) => (i % 17 === 0 ? Number.NaN : value + 30))
    const predictors = parts.map((part, k) => part.map((value, i) => (i < 3 && k === 1 ? Number.NaN : value - 10 * k + 4)))
    // The same weights without clusters: shares are of the same moments, and the regression has degrees of freedom.
    const point = drivers(surveyDesign({ weights }), outcome, predictors)
    if (point.kind === 'refusal') throw new Error(point.detail)
    const fixed = driverStability(design, outcome, predictors, { seed: 5, resamples: 20 })
    fixed.shares.forEach((share, k) => {
      for (const value of Object.values(share)) expect(value).toBeCloseTo(point.lmgShares[k] as number, 9)
    })
    expect(fixed.first).toEqual([1, 0, 0])
  })

  test('a resample is what drivers says of the people drawn', () => {
    const n = 60
    const some = (column: Float64Array) => column.slice(0, n).map((value) => value + 2)
    const [outcome, predictors] = [some(overall), parts.map(some)]
    const next = seededRandom(9)
    const rounds = Array.from({ length: 20 }, () => {
      const drawn = Array.from({ length: n }, () => Math.floor(next() * n))
      const of = (column: Float64Array) => Float64Array.from(drawn, (row) => column[row] as number)
      const got = drivers(plain(n), of(outcome), predictors.map(of))
      if (got.kind === 'refusal') throw new Error(got.detail)
      return got.lmgShares
    })
    const { shares } = driverStability(plain(n), outcome, predictors, { seed: 9, resamples: 20 })
    shares.forEach(({ lower, median, upper }, k) => {
      const ordered = rounds.map((round) => round[k] as number).sort((a, b) => a - b)
      expect(lower).toBeCloseTo(ordered[1] as number, 9)
      expect(median).toBeCloseTo(ordered[10] as number, 9)
      expect(upper).toBeCloseTo(ordered[19] as number, 9)
    })
  })

  test('a part that nobody varies in has no share', () => {
    const flat = parts.map((part) => part.map(() => 3))
    const { shares } = driverStability(plain(200), overall, flat, { seed: 1, resamples: 20 })
    for (const { lower, upper } of shares) expect([lower, upper]).toEqual([0, 0])
  })

  test('throws on too few resamples', () => {
    expect(() => driverStability(plain(200), overall, parts, { seed: 1, resamples: 5 })).toThrow(/20 resamples/)
  })
})

describe('toCorrelations', () => {
  test('covariances become correlations, and a column that does not vary goes with no other', () => {
    const got = toCorrelations([
      [4, 3, 0],
      [3, 9, 0],
      [0, 0, 0],
    ])
    expect(got).toEqual([
      [1, 0.5, 0],
      [0.5, 1, 0],
      [0, 0, 1],
    ])
  })

  test('one with itself is one whatever rounding says', () => {
    for (const variance of [3, 7, 11, 13]) expect(toCorrelations([[variance]])).toEqual([[1]])
  })
})

describe('drivers that stand beside each other', () => {
  const x = Float64Array.of(-1, -1, 1, 1)
  const z = Float64Array.of(-1, 1, -1, 1)

  test('alone is the squared correlation of each predictor, outcome left out', () => {
    const y = Float64Array.from(x, (value, i) => 3 * value + (z[i] as number) + (i === 0 || i === 3 ? 0.5 : -0.5))
    const got = drivers(plain(4), y, [x, z])
    if (got.kind === 'refusal') throw new Error(got.detail)
    expect(got.alone).toHaveLength(2)
    expect(got.alone[0]).toBeCloseTo(9 / 10.25, 12)
    expect(got.alone[1]).toBeCloseTo(1 / 10.25, 12)
    expect(got.lmgShares[0]).toBeCloseTo(0.9, 12)
    expect(got.last[1]).toBeCloseTo(1 / 10.25, 12)
  })

  test('where nothing goes with the outcome every share is 0, not a division by nothing', () => {
    const y = Float64Array.of(1, -1, -1, 1)
    const got = drivers(plain(4), y, [x, z])
    if (got.kind === 'refusal') throw new Error(got.detail)
    expect(got.lmgShares).toEqual([0, 0])
  })
})
