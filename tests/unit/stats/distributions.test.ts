import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaQuantile, incompleteBeta } from '@/lib/stats/incomplete-beta.ts'
import { upperIncompleteGamma } from '@/lib/stats/incomplete-gamma.ts'
import { logGamma, stirlingError } from '@/lib/stats/log-gamma.ts'
import { chiSquarePValue, normalCdf, normalPValue, normalQuantile } from '@/lib/stats/normal.ts'
import { fisherPValue, studentPValue, studentQuantile } from '@/lib/stats/student-t.ts'
import { waldInterval } from '@/lib/stats/wald-interval.ts'

/** Relative error. */
const off = (got: number, wanted: number) => Math.abs(got / wanted - 1)

describe('logGamma', () => {
  test.each([
    [5, Math.log(24)],
    [0.5, Math.log(Math.PI) / 2],
    [0.1, 2.252712651734206],
    [100, 359.1342053695754],
    [1e6, 12815504.569147611],
  ])('of %d', (x, wanted) => expect(off(logGamma(x), wanted)).toBeLessThan(1e-14))

  test('is no number at 0 and below', () => {
    expect(logGamma(0)).toBeNaN()
    expect(logGamma(-1)).toBeNaN()
  })

  test('the two forms of the Stirling error meet at 16', () => {
    expect(stirlingError(16)).toBeCloseTo(0.00520765591960964, 12)
    expect(Math.abs(stirlingError(15.9999999) - stirlingError(16))).toBeLessThan(1e-10)
    expect(stirlingError(1)).toBeCloseTo(0.08106146679532726, 13)
  })
})

describe('normal', () => {
  test.each([
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.5, 0],
    [1e-10, -6.361340902404056],
    [0.2, -0.8416212335729143],
  ])('quantile of %d', (probability, wanted) => expect(normalQuantile(probability)).toBeCloseTo(wanted, 12))

  test('distribution and two-sided p are exact in the tails', () => {
    expect(off(normalCdf(-8), 6.22096057427174e-16)).toBeLessThan(1e-12)
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14)
    expect(off(normalPValue(-3), 0.0026997960632601866)).toBeLessThan(1e-12)
    expect(normalPValue(0)).toBe(1)
  })

  test('refuses probabilities that no value has', () => {
    for (const probability of [0, 1, -0.1, Number.NaN]) expect(() => normalQuantile(probability)).toThrow(RangeError)
  })
})

describe('chi-square and incomplete gamma', () => {
  test.each([
    [3.841458820694124, 1, 0.05],
    [18.1861, 3, 0.0004026365988572692],
    [0.5, 4, 0.9735009788392561],
    [200, 150, 0.003973185970821635],
  ])('p of %d on %d degrees of freedom', (x, df, wanted) => expect(off(chiSquarePValue(x, df), wanted)).toBeLessThan(1e-9))

  test('the whole probability lies above 0 and none above infinity', () => {
    expect(upperIncompleteGamma(2, 0)).toBe(1)
    expect(upperIncompleteGamma(2, Infinity)).toBe(0)
    expect(upperIncompleteGamma(1, 5)).toBeCloseTo(Math.exp(-5), 16)
    expect(upperIncompleteGamma(1, 0.5)).toBeCloseTo(Math.exp(-0.5), 15)
  })

  test('refuses a shape or value outside its range', () => {
    expect(() => upperIncompleteGamma(0, 1)).toThrow('upperIncompleteGamma requires a > 0 and x >= 0')
    expect(() => upperIncompleteGamma(1, -1)).toThrow(RangeError)
  })
})

describe('Student and Fisher', () => {
  test.each([
    [0.95, 1, 12.706204736174698],
    [0.95, 2, 4.302652729696142],
    [0.95, 10, 2.228138851986274],
    [0.99, 50, 2.677793270940844],
    [0.95, 0.5, 164.55767348048818],
    [0.95, 1e16, 1.959963984540054],
  ])('quantile at level %d with %d degrees of freedom', (level, df, wanted) => {
    const got = studentQuantile(level, df)
    expect(studentPValue(got, df)).toBeCloseTo(1 - level, 12)
    expect(off(got, wanted)).toBeLessThan(2e-9)
  })

  test.each([
    [2, 10, 0.07338803477074],
    [-2, 10, 0.07338803477074],
    [1, 1, 0.5],
    [0, 7, 1],
  ])('two-sided p of t = %d with %d degrees of freedom', (t, df, wanted) => expect(studentPValue(t, df)).toBeCloseTo(wanted, 12))

  test('an infinite statistic has p 0, and infinite degrees of freedom are the normal', () => {
    expect(studentPValue(Infinity, 5)).toBe(0)
    expect(studentPValue(1.5, 1e15)).toBe(normalPValue(1.5))
  })

  test('F with one numerator degree of freedom is t squared', () => {
    expect(fisherPValue(4, 1, 10)).toBeCloseTo(studentPValue(2, 10), 14)
    expect(off(fisherPValue(6.06203, 3, 16), 0.005869234981862928)).toBeLessThan(1e-9)
  })

  test('refuses degrees of freedom of 0 and less, levels of 0 and 1', () => {
    expect(() => studentPValue(1, 0)).toThrow('studentPValue requires degrees of freedom above 0')
    for (const [level, df] of [
      [0, 5],
      [1, 5],
      [0.95, 0],
      [0.95, Number.NaN],
    ] as const)
      expect(() => studentQuantile(level, df)).toThrow('studentQuantile requires')
    expect(() => fisherPValue(-1, 1, 1)).toThrow('fisherPValue requires')
    expect(() => fisherPValue(1, 0, 1)).toThrow(RangeError)
    expect(() => fisherPValue(1, 1, 0)).toThrow(RangeError)
  })
})

describe('incomplete beta', () => {
  test.each([
    [0.5, 1, 1, 0.5],
    [0.3, 2, 3, 0.3483],
    [0.5, 10, 10, 0.5],
    [0.9, 0.5, 0.5, 0.7951672353008665],
    [0.001, 3, 4, 1.9955e-8],
  ])('I_%d(%d, %d)', (x, a, b, wanted) => expect(off(incompleteBeta(a, b, x), wanted)).toBeLessThan(1e-4))

  test('its ends are 0 and 1, its halves add up to 1', () => {
    expect(incompleteBeta(2, 3, 0)).toBe(0)
    expect(incompleteBeta(2, 3, 1)).toBe(1)
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 500, noNaN: true }),
        fc.double({ min: 0.2, max: 500, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (a, b, x) => {
          expect(incompleteBeta(a, b, x) + incompleteBeta(b, a, 1 - x)).toBeCloseTo(1, 10)
        },
      ),
    )
  })

  test('the quantile goes back and forth', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5000, noNaN: true }),
        fc.double({ min: 0.05, max: 5000, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (a, b, probability) => {
          const x = betaQuantile(probability, a, b)
          if (x > 1e-12 && x < 1 - 1e-12) expect(incompleteBeta(a, b, x)).toBeCloseTo(probability, 7)
        },
      ),
    )
  })

  test('closed ends: no success leaves 0, no failure leaves 1, and 0.025^(1/n) below all of n successes', () => {
    expect(betaQuantile(0.025, 0, 5)).toBe(0)
    expect(betaQuantile(0.975, 5, 0)).toBe(1)
    expect(betaQuantile(0, 2, 3)).toBe(0)
    expect(betaQuantile(1, 2, 3)).toBe(1)
    expect(betaQuantile(0.025, 60, 1)).toBeCloseTo(0.025 ** (1 / 60), 13)
    expect(betaQuantile(0.001, 1e-3, 1e5)).toBeLessThan(1e-300)
  })

  test('refuses shapes and probabilities outside their range', () => {
    for (const [probability, a, b] of [
      [0.5, -1, 1],
      [0.5, 0, 0],
      [1.1, 1, 1],
      [Number.NaN, 1, 1],
    ] as const) {
      expect(() => betaQuantile(probability, a, b)).toThrow('betaQuantile requires')
    }
    expect(() => incompleteBeta(0, 1, 0.5)).toThrow('incompleteBeta requires')
    expect(() => incompleteBeta(1, 0, 0.5)).toThrow(RangeError)
    expect(() => incompleteBeta(1, 1, 1.1)).toThrow(RangeError)
    expect(() => incompleteBeta(1, 1, -0.1)).toThrow(RangeError)
  })
})

test('waldInterval takes the normal unless degrees of freedom are given', () => {
  const [lower, upper] = waldInterval(5, 1)
  expect([lower, upper]).toEqual([expect.closeTo(5 - 1.959963984540054, 12), expect.closeTo(5 + 1.959963984540054, 12)])
  expect(waldInterval(5, 2, 10, 0.95)[1]).toBeCloseTo(5 + 2 * 2.228138851986274, 8)
  expect(waldInterval(5, 0, 10)).toEqual([5, 5])
})
