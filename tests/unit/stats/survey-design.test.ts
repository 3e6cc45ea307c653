import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { domainFreedom } from '@/lib/stats/domain-freedom.ts'
import { expansionWeights } from '@/lib/stats/expansion-weights.ts'
import { type LonelyPsuRule, linearisedSpread, linearisedVariance, linearisedVariances, surveyDesign } from '@/lib/stats/survey-design.ts'

const numbers = (...values: number[]) => Float64Array.from(values)
const ids = (...values: number[]) => Int32Array.from(values)
const ones = (rows: number) => new Float64Array(rows).fill(1)

describe('surveyDesign', () => {
  test('without strata and clusters every row is its own PSU in one stratum', () => {
    const design = surveyDesign({ weights: ones(5) })
    expect(design).toMatchObject({ rows: 5, psuCount: 5, stratumCount: 1, degreesOfFreedom: 4, lonelyStrata: 0, lonelyPsu: 'adjust' })
    expect(design.stages).toHaveLength(1)
  })

  test('cluster ids are read inside their stratum: PSU 1 of stratum 7 is not PSU 1 of stratum 8', () => {
    const design = surveyDesign({ weights: ones(6), strata: ids(7, 7, 7, 8, 8, 8), clusters: [ids(1, 1, 2, 1, 2, 2)] })
    expect(design).toMatchObject({ psuCount: 4, stratumCount: 2, degreesOfFreedom: 2 })
  })

  test('negative ids are ids like any others', () => {
    const design = surveyDesign({ weights: ones(4), strata: ids(-3, -3, 5, 5), clusters: [ids(-1, 2, -1, 2)] })
    expect(design).toMatchObject({ psuCount: 4, stratumCount: 2 })
  })

  test('a PSU whose weights are all zero stays in the variance and leaves the degrees of freedom', () => {
    const design = surveyDesign({ weights: numbers(1, 1, 0, 0), clusters: [ids(1, 2, 3, 3)] })
    expect(design).toMatchObject({ psuCount: 3, degreesOfFreedom: 1 })
  })

  test('an empty design has no PSU and no degrees of freedom', () => {
    expect(surveyDesign({ weights: ones(0) })).toMatchObject({ rows: 0, psuCount: 0, stratumCount: 0, degreesOfFreedom: 0 })
  })

  test('a later stage counts only where the population sizes of the stages before and its own are known', () => {
    const clusters = [ids(1, 1, 2, 2), ids(1, 2, 1, 2)]
    expect(surveyDesign({ weights: ones(4), clusters }).stages).toHaveLength(1)
    expect(surveyDesign({ weights: ones(4), clusters, populationSizes: [numbers(9, 9, 9, 9)] }).stages).toHaveLength(1)
    const full = surveyDesign({ weights: ones(4), clusters, populationSizes: [numbers(8, 8, 8, 8), numbers(5, 5, 5, 5)] })
    expect(full.stages).toHaveLength(2)
    expect([...(full.stages[1]?.fractionBefore ?? [])]).toEqual([0.25, 0.25])
  })

  test.each([
    { case: 'a negative weight', input: { weights: numbers(1, -1) }, message: 'weights of zero or more, got -1 in row 1' },
    { case: 'a weight that is no number', input: { weights: numbers(Number.NaN, 1) }, message: 'got NaN in row 0' },
    { case: 'an infinite weight', input: { weights: numbers(1, Infinity) }, message: 'got Infinity in row 1' },
    { case: 'strata of another length', input: { weights: ones(2), strata: ids(1) }, message: 'strata of 2 rows, got 1' },
    { case: 'clusters of another length', input: { weights: ones(2), clusters: [ids(1)] }, message: 'clusters of 2 rows, got 1' },
    { case: 'sizes of another length', input: { weights: ones(2), populationSizes: [numbers(9)] }, message: 'population sizes of 2 rows' },
    {
      case: 'a population smaller than the sample',
      input: { weights: ones(3), populationSizes: [numbers(2, 2, 2)] },
      message: 'at least the 3 sampled clusters, got 2 in row 0',
    },
    {
      case: 'a population that is no number',
      input: { weights: ones(2), populationSizes: [numbers(Number.NaN, 2)] },
      message: 'got NaN in row 0',
    },
    {
      case: 'two population sizes in one stratum',
      input: { weights: ones(2), populationSizes: [numbers(5, 6)] },
      message: 'one population size in a stratum or outer cluster, got 5 and 6 in row 1',
    },
    {
      case: 'a lone PSU under the rule fail',
      input: { weights: ones(3), strata: ids(1, 1, 2), lonelyPsu: 'fail' as const },
      message: 'two or more PSUs in every stratum under the rule fail, got 1 lone ones',
    },
  ])('refuses $case', ({ input, message }) => {
    expect(() => surveyDesign(input)).toThrow(RangeError)
    expect(() => surveyDesign(input)).toThrow(message)
  })
})

describe('linearisedVariance', () => {
  test('of a total of independent rows it is n / (n - 1) sum (z - mean z)^2', () => {
    const design = surveyDesign({ weights: ones(3) })
    // z = 1, 2, 6: mean 3, squares 4 + 1 + 9, times 3/2.
    expect([...linearisedVariance(design, [numbers(1, 2, 6)])]).toEqual([21])
  })

  test('rows of one PSU are added before they are squared', () => {
    const design = surveyDesign({ weights: ones(4), clusters: [ids(1, 1, 2, 2)] })
    // Totals 3 and 11: mean 7, squares 16 + 16, times 2.
    expect([...linearisedVariance(design, [numbers(1, 2, 5, 6)])]).toEqual([64])
  })

  test('a stratum is centred at its own mean, and the population size takes its part off', () => {
    const strata = ids(1, 1, 2, 2)
    const z = numbers(1, 3, 10, 20)
    expect([...linearisedVariance(surveyDesign({ weights: ones(4), strata }), [z])]).toEqual([2 * 2 + 2 * 50])
    const corrected = surveyDesign({ weights: ones(4), strata, populationSizes: [numbers(4, 4, 8, 8)] })
    expect([...linearisedVariance(corrected, [z])]).toEqual([0.5 * 4 + 0.75 * 100])
  })

  test('a second stage adds its variance times the sampling fraction of the first', () => {
    const clusters = [ids(1, 1, 2, 2), ids(1, 2, 1, 2)]
    const design = surveyDesign({ weights: ones(4), clusters, populationSizes: [numbers(4, 4, 4, 4), numbers(8, 8, 8, 8)] })
    // First: (1 - 1/2) 2 ((3 - 7)^2 + (11 - 7)^2) = 32. Second, in each PSU: 1/2 (1 - 1/4) 2 (0.5^2 + 0.5^2) = 0.375.
    expect(linearisedVariance(design, [numbers(1, 2, 5, 6)])[0]).toBeCloseTo(32 + 0.75, 12)
  })

  test('holds the covariance between columns, the same both ways', () => {
    const design = surveyDesign({ weights: ones(3) })
    const matrix = linearisedVariance(design, [numbers(1, 2, 6), numbers(0, 3, 0)])
    // Deviations (-2, -1, 3) and (-1, 2, -1): (2 - 2 - 3) 3/2.
    expect([...matrix]).toEqual([21, -4.5, -4.5, 9])
    expect([...linearisedVariances(design, [numbers(1, 2, 6), numbers(0, 3, 0)])]).toEqual([21, 9])
  })

  test.each<{ rule: LonelyPsuRule; expected: number }>([
    // Strata totals: (1, 3) and lone 8; grand mean 4. Stratum one alone gives 2 (1 + 1) = 4.
    { rule: 'adjust', expected: 4 + 16 },
    { rule: 'average', expected: 8 },
    { rule: 'remove', expected: 4 },
    { rule: 'certainty', expected: 4 },
  ])('a lone PSU under the rule $rule', ({ rule, expected }) => {
    const design = surveyDesign({ weights: ones(3), strata: ids(1, 1, 2), lonelyPsu: rule })
    expect(design.lonelyStrata).toBe(1)
    expect([...linearisedVariance(design, [numbers(1, 3, 8)])]).toEqual([expected])
  })

  test('a lone PSU that is its whole population has no variance under any rule', () => {
    for (const lonelyPsu of ['adjust', 'average', 'remove', 'certainty'] as const) {
      const design = surveyDesign({ weights: ones(3), strata: ids(1, 1, 2), populationSizes: [numbers(4, 4, 1)], lonelyPsu })
      expect([...linearisedVariance(design, [numbers(1, 3, 8)])]).toEqual([2])
    }
  })

  test('where every stratum is lone the rule average has nothing to average', () => {
    const design = surveyDesign({ weights: ones(2), strata: ids(1, 2), lonelyPsu: 'average' })
    expect([...linearisedVariance(design, [numbers(1, 3)])]).toEqual([0])
  })

  test('a census has no variance', () => {
    const design = surveyDesign({ weights: ones(3), populationSizes: [numbers(3, 3, 3)] })
    expect([...linearisedVariance(design, [numbers(1, 2, 6)])]).toEqual([0])
  })

  test('totals inside a PSU are summed without losing small values beside large ones', () => {
    const design = surveyDesign({ weights: ones(4), clusters: [ids(1, 1, 1, 2)] })
    expect([...linearisedVariance(design, [numbers(1e17, 1, -1e17, -1)])]).toEqual([4])
  })

  test('refuses a column of another length, whichever function is asked', () => {
    const design = surveyDesign({ weights: ones(3) })
    expect(() => linearisedVariance(design, [numbers(1)])).toThrow('linearisedVariance requires columns of 3 rows, got 1')
    expect(() => linearisedSpread(design, [numbers(1)])).toThrow('linearisedSpread requires columns of 3 rows, got 1')
  })

  test('does not depend on the order of the rows', () => {
    const row = fc.record({ z: fc.double({ min: -10, max: 10, noNaN: true }), stratum: fc.nat(2), psu: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
        const variance = (of: typeof rows) =>
          linearisedVariance(
            surveyDesign({
              weights: ones(of.length),
              strata: Int32Array.from(of, ({ stratum }) => stratum),
              clusters: [Int32Array.from(of, ({ psu }) => psu)],
            }),
            [Float64Array.from(of, ({ z }) => z)],
          )[0] as number
        const forward = variance(rows)
        expect(Math.abs(variance([...rows].reverse()) - forward)).toBeLessThanOrEqual(1e-9 * (1 + forward))
      }),
    )
  })
})

describe('linearisedSpread', () => {
  test('equal contributions leave the variance as well known as can be: infinite degrees of freedom', () => {
    const { variances, degreesOfFreedom } = linearisedSpread(surveyDesign({ weights: ones(4) }), [numbers(1, -1, 1, -1)])
    expect([...variances]).toEqual([16 / 3])
    expect([...degreesOfFreedom]).toEqual([Infinity])
  })

  test('one row that differs from 99 others leaves about two degrees of freedom', () => {
    const z = new Float64Array(100)
    z[0] = 1
    const [freedom] = linearisedSpread(surveyDesign({ weights: ones(100) }), [z]).degreesOfFreedom
    expect(freedom).toBeGreaterThan(1.9)
    expect(freedom).toBeLessThan(2.1)
  })

  test('no variance at all says nothing about degrees of freedom', () => {
    const spread = linearisedSpread(surveyDesign({ weights: ones(3) }), [new Float64Array(3)])
    expect([...spread.variances, ...spread.degreesOfFreedom]).toEqual([0, Infinity])
  })

  test('contributions are compared inside their stratum', () => {
    const design = surveyDesign({ weights: ones(4), strata: ids(1, 1, 2, 2) })
    // Within each stratum both deviations are equal in size, between strata they differ a hundredfold.
    expect([...linearisedSpread(design, [numbers(1, -1, 100, -100)]).degreesOfFreedom]).toEqual([Infinity])
  })
})

describe('domainFreedom', () => {
  const design = () => surveyDesign({ weights: numbers(1, 1, 1, 0, 1), strata: ids(1, 1, 2, 2, 2), clusters: [ids(1, 2, 1, 2, 3)] })

  test('counts PSUs and strata that hold an answer with weight', () => {
    expect(domainFreedom(design(), null)).toEqual({ psus: 4, strata: 2, degreesOfFreedom: 2 })
    expect(domainFreedom(design(), numbers(1, Number.NaN, 1, 1, 1))).toEqual({ psus: 3, strata: 2, degreesOfFreedom: 1 })
    expect(domainFreedom(design(), null, Uint8Array.of(0, 0, 1, 1, 0))).toEqual({ psus: 1, strata: 1, degreesOfFreedom: 0 })
  })

  test('rows are PSUs where there are no clusters; two rows of one PSU count once where there are', () => {
    expect(domainFreedom(surveyDesign({ weights: ones(3) }), null)).toEqual({ psus: 3, strata: 1, degreesOfFreedom: 2 })
    expect(domainFreedom(surveyDesign({ weights: ones(3), clusters: [ids(1, 1, 2)] }), null).psus).toBe(2)
  })

  test('nobody in the domain is nothing, not less than nothing', () => {
    expect(domainFreedom(design(), null, new Uint8Array(5))).toEqual({ psus: 0, strata: 0, degreesOfFreedom: 0 })
  })
})

describe('expansionWeights', () => {
  test('multiplies population by sample over the stages', () => {
    const weights = expansionWeights(3, null, [ids(1, 1, 2), ids(1, 2, 1)], [numbers(6, 6, 6), numbers(4, 4, 5)])
    expect([...weights]).toEqual([3 * 2, 3 * 2, 3 * 5])
  })

  test('a stage without sizes is taken whole', () => {
    expect([...expansionWeights(2, ids(1, 2), [ids(1, 1)], [])]).toEqual([1, 1])
    expect([...expansionWeights(2, ids(1, 2), [], [numbers(7, 9)])]).toEqual([7, 9])
  })
})
