import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate, sampleSize } from '@/lib/stats/index.ts'

describe('sample size', () => {
  test('a commune of 5,000 needs 357 answers for 5 points at 95 %', () => {
    const { infinite, exact, needed } = sampleSize({ population: 5_000, marginOfError: 0.05, level: 0.95 })
    expect(infinite).toBeCloseTo(384.1459, 3)
    expect(exact).toBeCloseTo(384.145882 / (1 + 383.145882 / 5_000), 6)
    expect(needed).toBe(357)
  })

  test('textbook rows: 1,000 -> 278, 100 -> 80, 20 -> 20, and 10 points or 90 % need fewer', () => {
    const needed = (population: number, marginOfError = 0.05, level = 0.95) => sampleSize({ population, marginOfError, level }).needed
    expect([needed(1_000), needed(100), needed(20)]).toEqual([278, 80, 20])
    expect(needed(1_000, 0.1)).toBe(88)
    expect(needed(1_000, 0.05, 0.9)).toBe(214)
    expect(needed(1_000, 0.05, 0.99)).toBe(400)
  })

  test('an empty population needs nobody, one person is asked', () => {
    expect(sampleSize({ population: 0, marginOfError: 0.05, level: 0.95 }).needed).toBe(0)
    expect(sampleSize({ population: 1, marginOfError: 0.05, level: 0.95 }).needed).toBe(1)
  })

  test.each([
    { population: -1, marginOfError: 0.05, level: 0.95 },
    { population: 1.5, marginOfError: 0.05, level: 0.95 },
    { population: 10, marginOfError: 0, level: 0.95 },
    { population: 10, marginOfError: 1, level: 0.95 },
    { population: 10, marginOfError: 0.05, level: 1 },
    { population: 10, marginOfError: 0.05, level: Number.NaN },
    { population: 10, marginOfError: 0.05, level: 0.95, share: 0 },
  ])('refuses %j', (input) => {
    expect(() => sampleSize(input)).toThrow(/sampleSize requires/)
  })

  test('grows with the population, never beyond it, and an interval from so many people is as narrow as asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 1, max: 30 }), (population, points) => {
        const marginOfError = points / 100
        const { needed, exact } = sampleSize({ population, marginOfError, level: 0.95 })
        expect(needed).toBeGreaterThanOrEqual(1)
        expect(needed).toBeLessThanOrEqual(population)
        expect(sampleSize({ population: population + 1, marginOfError, level: 0.95 }).exact).toBeGreaterThanOrEqual(exact)
        const halfWidth = population === 1 ? 0 : 1.959964 * Math.sqrt((0.25 / needed) * ((population - needed) / (population - 1)))
        expect(halfWidth).toBeLessThanOrEqual(marginOfError + 1e-9)
      }),
    )
  })
})

describe('allocation', () => {
  test('largest remainders, ties to the first', () => {
    expect(allocate(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(allocate(357, [500, 300, 200])).toEqual([179, 107, 71])
    expect(allocate(5, [0, 0])).toEqual([0, 0])
    expect(allocate(0, [3, 4])).toEqual([0, 0])
    expect(allocate(3, [])).toEqual([])
  })

  test('sums to the total and is within one person of the exact share', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.array(fc.nat(3_000), { minLength: 1, maxLength: 40 }), (total, sizes) => {
        const all = sizes.reduce((sum, size) => sum + size, 0)
        const given = allocate(total, sizes)
        expect(given.reduce((sum, count) => sum + count, 0)).toBe(all === 0 ? 0 : total)
        given.forEach((count, at) => {
          if (all > 0) expect(Math.abs(count - (total * (sizes[at] ?? 0)) / all)).toBeLessThan(1)
        })
      }),
    )
  })

  test.each([
    [-1, [1]],
    [1.5, [1]],
    [1, [-1]],
    [1, [Number.NaN]],
    [1, [Number.POSITIVE_INFINITY]],
  ] as const)('refuses %s over %j', (total, sizes) => {
    expect(() => allocate(total, [...sizes])).toThrow(/allocate requires/)
  })
})
