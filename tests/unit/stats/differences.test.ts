import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adjustPValues, holm } from '@/lib/stats/adjust-p-values.ts'
import { descendingRanks } from '@/lib/stats/descending-ranks.ts'
import { contrast, type DomainMeans, domainMeans, independentDifference, slopeCoefficients } from '@/lib/stats/difference-of-means.ts'
import { type MeanEstimate, meanEstimate } from '@/lib/stats/mean-estimate.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'
import { waldEquality } from '@/lib/stats/wald-equality.ts'

const numbers = (...values: number[]) => Float64Array.from(values)
const ids = (...values: number[]) => Int32Array.from(values)
const plain = (rows: number) => surveyDesign({ weights: new Float64Array(rows).fill(1) })
const meanOf = (...values: number[]) => meanEstimate(plain(values.length), numbers(...values)) as MeanEstimate

describe('adjustPValues', () => {
  const p = [0.01, null, 0.04, 0.03, 0.005]

  test('holm steps down from the smallest: 4 x, 3 x, 2 x, 1 x, never falling', () => {
    expect(holm(p)).toEqual([0.03, null, 0.06, 0.06, 0.02])
  })

  test.each([
    { method: 'bonferroni' as const, expected: [0.04, null, 0.16, 0.12, 0.02] },
    { method: 'hochberg' as const, expected: [0.03, null, 0.04, 0.04, 0.02] },
    { method: 'hommel' as const, expected: [0.03, null, 0.04, 0.04, 0.02] },
    { method: 'benjamini-hochberg' as const, expected: [0.02, null, 0.04, 0.04, 0.02] },
    { method: 'benjamini-yekutieli' as const, expected: [0.125 / 3, null, 0.25 / 3, 0.25 / 3, 0.125 / 3] },
  ])('$method', ({ method, expected }) => {
    adjustPValues(p, method).forEach((got, at) => {
      const wanted = expected[at]
      if (typeof wanted !== 'number') expect(got).toBeNull()
      else expect(got).toBeCloseTo(wanted, 12)
    })
  })

  test('hommel is sharper than hochberg where it may be', () => {
    // Of R: p.adjust(c(0.01, 0.02, 0.022, 0.09), "hommel").
    expect(adjustPValues([0.01, 0.02, 0.022, 0.09], 'hommel').map((one) => Number(one?.toFixed(12)))).toEqual([0.03, 0.04, 0.044, 0.09])
  })

  test('one test needs no adjustment, none gives none', () => {
    expect(holm([0.2])).toEqual([0.2])
    expect(holm([])).toEqual([])
    expect(holm([null])).toEqual([null])
  })

  test('no adjusted p exceeds 1, falls below its p, or changes the order', () => {
    const methods = ['holm', 'hochberg', 'hommel', 'bonferroni', 'benjamini-hochberg', 'benjamini-yekutieli'] as const
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }), (values) => {
        for (const method of methods) {
          const adjusted = adjustPValues(values, method) as number[]
          values.forEach((one, at) => {
            expect(adjusted[at]).toBeGreaterThanOrEqual(one * (1 - 1e-12))
            expect(adjusted[at]).toBeLessThanOrEqual(1)
            values.forEach((other, place) => {
              if (one < other) expect(adjusted[at]).toBeLessThanOrEqual((adjusted[place] as number) + 1e-12)
            })
          })
        }
      }),
    )
  })

  test('refuses what is no probability', () => {
    expect(() => holm([0.5, 1.5])).toThrow('adjustPValues requires p in 0..1, got 1.5')
    expect(() => holm([-0.1])).toThrow(RangeError)
    expect(() => holm([Number.NaN])).toThrow('got NaN')
  })
})

describe('independentDifference', () => {
  test("is Welch's t test", () => {
    const got = independentDifference(meanOf(1, 2, 3), meanOf(4, 6, 8, 10))
    // Variances of the means 1/3 and (20/3)/4 = 5/3.
    expect(got.difference).toBe(5)
    expect(got.standardError).toBeCloseTo(Math.sqrt(2), 12)
    expect(got.statistic).toBeCloseTo(5 / Math.sqrt(2), 12)
    expect(got.sumOfFreedom).toBe(5)
    expect(got.satterthwaiteFreedom).toBeCloseTo(4 / (1 / 18 + 25 / 27), 12)
    expect(got.normalPValue).toBeLessThan(got.sumPValue)
    expect(got.sumPValue).toBeLessThan(got.satterthwaitePValue)
  })

  test('refuses means without doubt or freedom', () => {
    expect(() => independentDifference(meanOf(4), meanOf(1, 2))).toThrow('requires means with standard errors')
    expect(() => independentDifference(meanOf(1, 2), meanOf(4))).toThrow('requires means with standard errors')
    expect(() => independentDifference(meanOf(3, 3), meanOf(3, 3))).toThrow('requires variance and degrees of freedom')
  })
})

describe('domainMeans and contrast', () => {
  test('two domains in the same clusters keep their covariance', () => {
    const design = surveyDesign({ weights: new Float64Array(6).fill(1), clusters: [ids(1, 1, 2, 2, 3, 3)] })
    const got = domainMeans(design, numbers(1, 2, 3, 4, 5, 6), [Uint8Array.of(1, 0, 1, 0, 1, 0), Uint8Array.of(0, 1, 0, 1, 0, 1)])
    if (got.kind === 'refusal') throw new Error('refused')
    expect(got.means).toEqual([3, 4])
    // Both domains move together, cluster by cluster: the change is known exactly.
    expect(contrast(got, [-1, 1])).toMatchObject({ estimate: 1, degreesOfFreedom: 2 })
    expect(contrast(got, [-1, 1]).standardError).toBeCloseTo(0, 12)
    expect(contrast(got, [0.5, 0.5]).standardError).toBeCloseTo(Math.sqrt(4 / 3), 12)
  })

  test('separate domains of independent rows are independent', () => {
    const got = domainMeans(plain(4), numbers(1, 3, 10, 14), [Uint8Array.of(1, 1, 0, 0), Uint8Array.of(0, 0, 1, 1)])
    if (got.kind === 'refusal') throw new Error('refused')
    expect(got.covariance[1]).toBeCloseTo(0, 15)
    const { statistic, pValue, normalPValue } = contrast(got, [-1, 1])
    expect(statistic).toBeCloseTo(10 / Math.sqrt((4 / 3) * (0.5 + 2)), 12)
    expect(pValue).toBeGreaterThan(normalPValue ?? 1)
  })

  test('without any variance nothing can be tested', () => {
    const means: DomainMeans = { kind: 'means', means: [1, 2], covariance: new Float64Array(4), degreesOfFreedom: 3 }
    expect(contrast(means, [-1, 1])).toEqual({
      estimate: 1,
      standardError: 0,
      degreesOfFreedom: 3,
      statistic: null,
      normalPValue: null,
      pValue: null,
    })
  })

  test('names the domain that nobody is in', () => {
    expect(domainMeans(plain(2), numbers(1, 2), [null, Uint8Array.of(0, 0)])).toEqual({ kind: 'refusal', reason: 'all-missing', domain: 1 })
  })

  test('slope coefficients give the slope over x', () => {
    const means: DomainMeans = { kind: 'means', means: [2, 4, 6], covariance: new Float64Array(9), degreesOfFreedom: 10 }
    expect(contrast(means, slopeCoefficients([2022, 2023, 2024])).estimate).toBeCloseTo(2, 12)
    expect(() => slopeCoefficients([5, 5])).toThrow('slopeCoefficients requires two values that differ')
    expect(() => contrast(means, [1])).toThrow('contrast requires 3 coefficients, got 1')
  })
})

describe('waldEquality', () => {
  test('of two means it is the square of their t', () => {
    const got = domainMeans(plain(6), numbers(1, 3, 2, 7, 9, 8), [Uint8Array.of(1, 1, 1, 0, 0, 0), Uint8Array.of(0, 0, 0, 1, 1, 1)])
    if (got.kind === 'refusal') throw new Error('refused')
    const { statistic, pValue } = contrast(got, [-1, 1])
    const wald = waldEquality(got)
    expect(wald).toMatchObject({ freedom: 1, designFreedom: 5 })
    expect(wald.chiSquare).toBeCloseTo((statistic ?? 0) ** 2, 9)
    expect(wald.f).toBeCloseTo((statistic ?? 0) ** 2, 9)
    expect(wald.fPValue).toBeCloseTo(pValue ?? 0, 9)
    expect(wald.chiSquarePValue).toBeLessThan(pValue ?? 0)
  })

  test('of three independent means: sum of squares about the weighted mean over the variances', () => {
    const means: DomainMeans = { kind: 'means', means: [1, 2, 6], covariance: numbers(1, 0, 0, 0, 1, 0, 0, 0, 1), degreesOfFreedom: 20 }
    const wald = waldEquality(means)
    expect(wald.chiSquare).toBeCloseTo(4 + 1 + 9, 9)
    expect(wald.f).toBeCloseTo(7, 9)
  })

  test('refuses one mean, and means that cannot differ', () => {
    expect(() => waldEquality({ kind: 'means', means: [1], covariance: numbers(1), degreesOfFreedom: 3 })).toThrow('two or more means')
    expect(() => waldEquality({ kind: 'means', means: [1, 2], covariance: numbers(1, 1, 1, 1), degreesOfFreedom: 3 })).toThrow('full rank')
  })
})

test('descendingRanks gives ties the best of their ranks and leaves the unknown out', () => {
  expect(descendingRanks([5, 9, 5, 1])).toEqual([2, 1, 2, 4])
  expect(descendingRanks([Number.NaN, 3])).toEqual([Number.NaN, 1])
  expect(descendingRanks([])).toEqual([])
})
