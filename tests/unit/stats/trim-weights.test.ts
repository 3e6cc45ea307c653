import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type TrimRequest, trimWeights } from '@/lib/stats/trim-weights.ts'

const trimmed = (weights: number[], limits: Omit<TrimRequest, 'weights'> = {}) => {
  const result = trimWeights({ weights: Float64Array.from(weights), ...limits })
  if (result.kind === 'refusal') throw new Error(result.detail)
  return { ...result, weights: [...result.weights] }
}

describe('trimWeights', () => {
  test('spreads what is cut equally over the weights inside', () => {
    expect(trimmed([1, 2, 9], { upper: 6 })).toMatchObject({ weights: [2.5, 3.5, 6], cut: 1, raised: 0, weightCut: 3, rounds: 1 })
  })

  test('takes what is raised from the weights inside', () => {
    expect(trimmed([1, 5, 6], { lower: 2 })).toMatchObject({ weights: [2, 4.5, 5.5], cut: 0, raised: 1, weightRaised: 1 })
  })

  test('once leaves what the spreading pushes outside, strict goes on', () => {
    expect(trimmed([5.9, 1, 9], { upper: 6, strict: false }).weights).toEqual([7.4, 2.5, 6])
    const strict = trimmed([5.9, 1, 9], { upper: 6 })
    expect(Math.max(...strict.weights)).toBeLessThanOrEqual(6)
    expect(strict.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(15.9, 10)
    expect(strict.rounds).toBeGreaterThan(1)
  })

  test('weights inside the limits stay as they are', () => {
    expect(trimmed([1, 2, 3], { lower: 1, upper: 3 })).toMatchObject({ weights: [1, 2, 3], cut: 0, raised: 0, rounds: 1 })
    expect(trimmed([1, 2, 3]).weights).toEqual([1, 2, 3])
    expect(trimmed([]).weights).toEqual([])
  })

  test('where all are outside, those at the other limit take the rest', () => {
    const { weights } = trimmed([0.1, 0.1, 10], { lower: 0.5, upper: 9 })
    expect(weights[2]).toBe(9)
    expect(weights[0]).toBeCloseTo(0.6, 12)
    const other = trimmed([9, 9, 0], { lower: 4, upper: 8 }).weights
    expect(other.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(18, 12)
  })

  test('refuses limits that no weights of this mean can keep', () => {
    expect(trimWeights({ weights: Float64Array.of(1, 9), upper: 4 })).toMatchObject({ kind: 'refusal', reason: 'limits-exclude-mean' })
    expect(trimWeights({ weights: Float64Array.of(1, 9), lower: 6 })).toMatchObject({ kind: 'refusal' })
  })

  test('a mean at the limit leaves all weights at it', () => {
    expect(trimmed([2, 6], { upper: 4 }).weights.every((weight) => Math.abs(weight - 4) < 1e-9)).toBe(true)
  })

  test.each([{ lower: -1 }, { lower: 3, upper: 3 }, { upper: Number.NaN }, { lower: 5, upper: 4 }])('throws on limits %o', (limits) => {
    expect(() => trimWeights({ weights: Float64Array.of(1), ...limits })).toThrow(/^trimWeights requires limits/)
  })

  test.each([-1, Number.NaN, Infinity])('throws on a weight of %d', (weight) => {
    expect(() => trimWeights({ weights: Float64Array.of(weight) })).toThrow(/^trimWeights requires finite weights/)
  })

  test('strict trimming keeps the total and the limits, and the order of weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 50, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.double({ min: 1.05, max: 5, noNaN: true }),
        (weights, low, high) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          const mean = total / weights.length
          const { weights: after } = trimmed(weights, { lower: low * mean, upper: high * mean })
          expect(after.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(total, 6)
          for (const weight of after) {
            expect(weight).toBeGreaterThanOrEqual(low * mean - 1e-9 * mean)
            expect(weight).toBeLessThanOrEqual(high * mean + 1e-9 * mean)
          }
        },
      ),
    )
  })
})
