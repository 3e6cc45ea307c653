import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linearisedMean } from '@/lib/stats/linearised-mean.ts'
import { meanEstimate, meansBy, withoutNoise } from '@/lib/stats/mean-estimate.ts'
import { ratioEstimate, totalEstimate } from '@/lib/stats/ratio-estimate.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const numbers = (...values: number[]) => Float64Array.from(values)
const ids = (...values: number[]) => Int32Array.from(values)
const weighted = (...weights: number[]) => surveyDesign({ weights: Float64Array.from(weights) })

describe('linearisedMean', () => {
  test('is sum w y / sum w with the influence w (y - m) / sum w', () => {
    const got = linearisedMean(weighted(1, 3), numbers(1, 5))
    expect(got).toMatchObject({ mean: 4, respondents: 2, missing: 0, sumOfWeights: 4, total: 16, populationVariance: 3, allEqual: false })
    expect([...got.influence]).toEqual([-0.75, 0.75])
    expect(got.effectiveSampleSize).toBeCloseTo(16 / 10, 14)
  })

  test('missing answers, rows outside and rows of weight zero have no influence and are counted apart', () => {
    const got = linearisedMean(weighted(1, 1, 0, 2, 1), numbers(2, Number.NaN, 9, 4, 7), Uint8Array.of(1, 1, 1, 1, 0))
    expect(got).toMatchObject({ respondents: 2, missing: 1, zeroWeights: 1, sumOfWeights: 3, total: 10 })
    expect(got.mean).toBeCloseTo(10 / 3, 15)
    expect([got.influence[1], got.influence[2], got.influence[4]]).toEqual([0, 0, 0])
  })

  test('equal answers give exactly their value and exactly no influence', () => {
    const got = linearisedMean(weighted(0.1, 0.7, 1.3, 2.9), numbers(0.1, 0.1, 0.1, 0.1))
    expect(got.mean).toBe(0.1)
    expect(got.allEqual).toBe(true)
    expect([...got.influence, got.populationVariance, got.remainder]).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('large terms that cancel leave the small one', () => {
    expect(linearisedMean(weighted(1, 1, 1), numbers(1e16, 3, -1e16)).mean).toBe(1)
  })

  test('keeps the digits that an offset of 1e12 pushes out of a double', () => {
    const got = linearisedMean(weighted(1, 1, 1), numbers(1e12 + 1, 1e12 + 2, 1e12 + 2))
    expect(got.mean - 1e12 + got.remainder).toBeCloseTo(5 / 3, 15)
  })

  test('weights near the ends of the range of doubles neither vanish nor overflow when squared', () => {
    for (const scale of [1e-170, 1e170]) {
      expect(linearisedMean(weighted(scale, scale, 2 * scale), numbers(1, 2, 3)).effectiveSampleSize).toBeCloseTo(16 / 6, 12)
    }
  })

  test('with nobody there is no mean', () => {
    const got = linearisedMean(weighted(1, 1), numbers(Number.NaN, Number.NaN))
    expect(got).toMatchObject({ respondents: 0, missing: 2, effectiveSampleSize: 0, allEqual: false })
    expect(got.mean).toBeNaN()
  })

  test('refuses lengths that differ and infinite answers', () => {
    expect(() => linearisedMean(weighted(1, 1), numbers(1))).toThrow('linearisedMean requires values and mask of 2 rows, got 1 and none')
    expect(() => linearisedMean(weighted(1, 1), numbers(1, 2), Uint8Array.of(1))).toThrow('got 2 and 1')
    expect(() => linearisedMean(weighted(1, 1), numbers(1, Infinity))).toThrow('linearisedMean requires finite answers')
  })

  const sample = fc.array(fc.record({ y: fc.integer({ min: 1, max: 5 }), w: fc.double({ min: 0.01, max: 100, noNaN: true }) }), {
    minLength: 1,
  })
  const meanOf = (rows: readonly { y: number; w: number }[]) =>
    linearisedMean(weighted(...rows.map(({ w }) => w)), numbers(...rows.map(({ y }) => y)))

  test('lies between the smallest and the largest answer', () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const answers = rows.map(({ y }) => y)
        const { mean } = meanOf(rows)
        expect(mean).toBeGreaterThanOrEqual(Math.min(...answers))
        expect(mean).toBeLessThanOrEqual(Math.max(...answers))
      }),
    )
  })

  test('neither the order of respondents nor the scale of all weights changes it', () => {
    fc.assert(
      fc.property(sample, fc.double({ min: 0.001, max: 1000, noNaN: true }), (rows, scale) => {
        const { mean, effectiveSampleSize } = meanOf(rows)
        expect(meanOf([...rows].reverse()).mean).toBeCloseTo(mean, 12)
        const scaled = meanOf(rows.map(({ y, w }) => ({ y, w: w * scale })))
        expect(scaled.mean).toBeCloseTo(mean, 12)
        expect(scaled.effectiveSampleSize).toBeCloseTo(effectiveSampleSize, 8)
      }),
    )
  })

  test('equal weights give the plain mean and as many effective answers as answers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (answers) => {
        const got = meanOf(answers.map((y) => ({ y, w: 2.5 })))
        expect(got.mean).toBeCloseTo(answers.reduce((sum, one) => sum + one, 0) / answers.length, 12)
        expect(got.effectiveSampleSize).toBeCloseTo(answers.length, 9)
      }),
    )
  })

  test('influences sum to nothing', () => {
    fc.assert(fc.property(sample, (rows) => Math.abs(meanOf(rows).influence.reduce((sum, one) => sum + one, 0)) < 1e-12))
  })
})

describe('meanEstimate', () => {
  test('of a simple random sample: s / sqrt n, design effect 1 without replacement weights', () => {
    const got = meanEstimate(weighted(1, 1, 1, 1), numbers(1, 2, 3, 6))
    if (got.kind === 'refusal') throw new Error('refused')
    // s^2 = 14/3, n = 4.
    expect(got.standardError).toBeCloseTo(Math.sqrt(14 / 12), 12)
    expect(got).toMatchObject({
      mean: 3,
      caution: null,
      degreesOfFreedom: 3,
      domainDegreesOfFreedom: 3,
      answeredDegreesOfFreedom: 3,
      designEffect: null,
    })
    expect(got.replacementDesignEffect).toBeCloseTo(1, 12)
  })

  test('weights that sum to a population give the design effect against sampling without replacement', () => {
    const got = meanEstimate(weighted(10, 10, 10, 10), numbers(1, 2, 3, 6))
    expect(got.kind === 'mean' && got.designEffect).toBeCloseTo(1 / 0.9, 12)
  })

  test('one respondent has a value and no standard error', () => {
    const got = meanEstimate(weighted(1, 1), numbers(4, Number.NaN))
    expect(got).toMatchObject({ mean: 4, standardError: null, caution: 'one-respondent', replacementDesignEffect: null })
  })

  test('respondents in one PSU have a value and no standard error', () => {
    const design = surveyDesign({ weights: numbers(1, 1, 1), clusters: [ids(1, 1, 2)] })
    expect(meanEstimate(design, numbers(1, 4, Number.NaN))).toMatchObject({
      mean: 2.5,
      standardError: null,
      caution: 'one-psu',
      designEffect: null,
    })
  })

  test('equal answers have a standard error of exactly 0 and a caution', () => {
    expect(meanEstimate(weighted(0.3, 1.7, 1), numbers(3, 3, 3))).toMatchObject({ mean: 3, standardError: 0, caution: 'no-variation' })
  })

  test('nobody is a refusal with its counts', () => {
    expect(meanEstimate(weighted(1, 0, 1), numbers(Number.NaN, 2, Number.NaN))).toEqual({
      kind: 'refusal',
      reason: 'all-missing',
      missing: 2,
      zeroWeights: 1,
    })
  })

  test('every PSU of the full design stays in the variance of a domain', () => {
    const inside = Uint8Array.of(1, 1, 0, 0)
    const whole = meanEstimate(weighted(1, 1, 1, 1), numbers(1, 3, 9, 9), inside)
    const part = meanEstimate(weighted(1, 1), numbers(1, 3))
    // n / (n - 1) is 4/3 in the full design and 2 in the part.
    expect(whole.kind === 'mean' && part.kind === 'mean' && (whole.standardError ?? 0) ** 2 / (part.standardError ?? 1) ** 2).toBeCloseTo(
      2 / 3,
      12,
    )
  })

  test('rounding noise is no variance', () => {
    expect(withoutNoise(1e-30, 1)).toBe(0)
    expect(withoutNoise(1e-20, 1)).toBe(1e-20)
    expect(withoutNoise(0, 0)).toBe(0)
  })
})

describe('meansBy', () => {
  test('gives a mean for each crossing of the keys that occurs, in the order of their codes', () => {
    const got = meansBy(weighted(1, 1, 1, 1, 1), numbers(1, 2, 3, 4, 5), [ids(1, 0, 1, 0, -1), ids(0, 2, 0, 1, 0)])
    expect(got.map(({ group }) => group)).toEqual([
      [0, 1],
      [0, 2],
      [1, 0],
    ])
    expect(got.map(({ mean }) => mean.kind === 'mean' && mean.mean)).toEqual([4, 2, 2])
  })
})

describe('totalEstimate and ratioEstimate', () => {
  test('a total is sum w y over those who answered', () => {
    const got = totalEstimate(weighted(2, 2, 2), numbers(1, Number.NaN, 4))
    if (got.kind === 'refusal') throw new Error('refused')
    expect(got).toMatchObject({ value: 10, respondents: 2, degreesOfFreedom: 2 })
    // z = 2, 0, 8: mean 10/3, sum of squares 68 - 100/3, times 3/2.
    expect(got.standardError).toBeCloseTo(Math.sqrt(1.5 * (68 - 100 / 3)), 12)
  })

  test('a total of a domain leaves the others out', () => {
    const got = totalEstimate(weighted(1, 1, 1), numbers(1, 2, 4), Uint8Array.of(1, 0, 1))
    expect(got.kind === 'estimate' && [got.value, ...got.influence]).toEqual([5, 1, 0, 4])
  })

  test('a ratio uses rows where both are known', () => {
    const got = ratioEstimate(weighted(1, 1, 1, 1), numbers(1, 2, 9, 3), numbers(2, 2, Number.NaN, 4))
    if (got.kind === 'refusal') throw new Error('refused')
    expect(got).toMatchObject({ value: 0.75, respondents: 3 })
    // z = (1 - 1.5, 2 - 1.5, 0, 3 - 3) / 8 and mean 0.
    expect(got.standardError).toBeCloseTo(Math.sqrt((4 / 3) * (0.5 / 64)), 12)
  })

  test('a ratio to itself is 1 without variance', () => {
    const got = ratioEstimate(weighted(1, 2, 3), numbers(4, 5, 6), numbers(4, 5, 6))
    expect(got).toMatchObject({ value: 1, standardError: 0 })
  })

  test('refuses where nobody answered or the denominator is nothing', () => {
    expect(totalEstimate(weighted(1), numbers(Number.NaN))).toEqual({ kind: 'refusal', reason: 'all-missing', respondents: 0 })
    expect(ratioEstimate(weighted(1), numbers(1), numbers(Number.NaN))).toMatchObject({ reason: 'all-missing' })
    expect(ratioEstimate(weighted(1, 1), numbers(1, 2), numbers(1, -1))).toMatchObject({ reason: 'zero-denominator', respondents: 2 })
  })
})
