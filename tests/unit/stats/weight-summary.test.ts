import { describe, expect, test } from 'vitest'
import { compensatedSum } from '@/lib/stats/compensated-sum.ts'
import { seededRandom } from '@/lib/stats/seeded-random.ts'
import { weightSummary } from '@/lib/stats/weight-summary.ts'

describe('weightSummary', () => {
  test('Kish: n_eff = (sum w)^2 / sum w^2, deff = 1 + cv^2', () => {
    const got = weightSummary(Float64Array.of(1, 1, 4))
    expect(got).toMatchObject({ respondents: 3, sumOfWeights: 6, sumOfSquaredWeights: 18, smallest: 1, largest: 4 })
    if ('kind' in got) throw new Error(got.detail)
    expect(got.effectiveSampleSize).toBeCloseTo(2, 12)
    expect(got.designEffect).toBeCloseTo(1 + got.coefficientOfVariation ** 2, 12)
  })

  test('squares of tiny weights do not vanish', () => {
    const got = weightSummary(Float64Array.of(1e-170, 1e-170))
    expect('kind' in got ? 0 : got.effectiveSampleSize).toBeCloseTo(2, 12)
  })

  test('refuses where no weight is positive and throws on a negative one', () => {
    expect(weightSummary(Float64Array.of(0))).toMatchObject({ kind: 'refusal' })
    expect(weightSummary(new Float64Array(0))).toMatchObject({ kind: 'refusal' })
    expect(() => weightSummary(Float64Array.of(1, -1))).toThrow(/^weightSummary requires/)
    expect(() => weightSummary(Float64Array.of(Infinity))).toThrow(/^weightSummary requires/)
  })
})

describe('compensatedSum', () => {
  test('keeps small terms that a plain sum loses', () => {
    expect(compensatedSum([1e16, 1, -1e16])).toBe(1)
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2)
    expect(compensatedSum([])).toBe(0)
  })

  test('infinities and NaN go through', () => {
    expect(compensatedSum([1, Infinity])).toBe(Infinity)
    expect(compensatedSum([Number.NaN, 1])).toBeNaN()
  })
})

describe('seededRandom', () => {
  test('the same seed gives the same stream, within 0 and 1, spread evenly', () => {
    const [one, other] = [seededRandom(7), seededRandom(7)]
    const stream = Array.from({ length: 10_000 }, one)
    expect(stream.slice(0, 3)).toEqual([other(), other(), other()])
    expect(stream.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(stream.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0.5, 1)
    expect(seededRandom(8)()).not.toBe(stream[0])
  })

  test('throws on a seed that is not whole', () => {
    expect(() => seededRandom(0.5)).toThrow('seededRandom requires a whole seed')
  })
})
