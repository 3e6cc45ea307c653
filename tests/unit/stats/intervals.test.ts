import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BoundedIntervalInput, boundedInterval } from '@/lib/stats/bounded-interval.ts'
import { betaQuantile } from '@/lib/stats/incomplete-beta.ts'
import { proportionEstimate } from '@/lib/stats/proportion-estimate.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'
import { waldInterval } from '@/lib/stats/wald-interval.ts'

const of = (input: Partial<BoundedIntervalInput>) =>
  boundedInterval({
    estimate: 5.5,
    standardError: 0.1,
    degreesOfFreedom: 100,
    effectiveSampleSize: 101,
    minimum: 1,
    maximum: 10,
    level: 0.95,
    ...input,
  })

describe('boundedInterval', () => {
  test('agrees with the t interval away from the ends', () => {
    const [lower, upper] = of({})
    const [low, high] = waldInterval(5.5, 0.1, 100)
    expect(Math.abs(lower - low)).toBeLessThan(0.001)
    expect(Math.abs(upper - high)).toBeLessThan(0.001)
  })

  test('of one yes in two answers known like a coin it is the Jeffreys interval', () => {
    // p = 1/2, v = 1/40: n* = 10, with infinite degrees of freedom no stretch.
    const [lower, upper] = of({ estimate: 0.5, standardError: Math.sqrt(1 / 40), degreesOfFreedom: Infinity, minimum: 0, maximum: 1 })
    expect(lower).toBeCloseTo(betaQuantile(0.025, 5.5, 5.5), 12)
    expect(upper).toBeCloseTo(1 - lower, 12)
  })

  test('is skewed away from a near end', () => {
    const [lower, upper] = of({ estimate: 9.9, standardError: 0.05 })
    expect(9.9 - lower).toBeGreaterThan(1.3 * (upper - 9.9))
    expect(upper).toBeLessThan(10)
  })

  test('equal answers give the Clopper-Pearson interval of the effective sample, not width zero', () => {
    const [lower, upper] = of({ estimate: 10, standardError: 0, effectiveSampleSize: 60 })
    expect(upper).toBe(10)
    expect(lower).toBeCloseTo(1 + 9 * 0.025 ** (1 / 60), 10)
    const [none, some] = of({ estimate: 1, standardError: 0, effectiveSampleSize: 60 })
    expect(none).toBe(1)
    expect(some).toBeCloseTo(10 - 9 * 0.025 ** (1 / 60), 10)
    const [below, above] = of({ estimate: 5.5, standardError: 0, effectiveSampleSize: 10 })
    expect(below).toBeCloseTo(1 + 9 * betaQuantile(0.025, 5, 6), 10)
    expect(above).toBeCloseTo(1 + 9 * betaQuantile(0.975, 6, 5), 10)
  })

  test('fewer degrees of freedom and a higher level make it wider', () => {
    const width = ([lower, upper]: readonly [number, number]) => upper - lower
    expect(width(of({ degreesOfFreedom: 3 }))).toBeGreaterThan(1.4 * width(of({})))
    expect(width(of({ level: 0.99 }))).toBeGreaterThan(1.25 * width(of({})))
  })

  test('holds the estimate, stays in the range and has a width, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (share, error, degreesOfFreedom, effectiveSampleSize) => {
          const estimate = 8 + 72 * share
          const [lower, upper] = of({ estimate, standardError: 72 * error, degreesOfFreedom, effectiveSampleSize, minimum: 8, maximum: 80 })
          expect(lower).toBeGreaterThanOrEqual(8)
          expect(upper).toBeLessThanOrEqual(80)
          expect(lower).toBeLessThanOrEqual(estimate)
          expect(upper).toBeGreaterThanOrEqual(estimate)
          expect(upper).toBeGreaterThan(lower)
        },
      ),
    )
  })

  test.each([
    { case: 'an estimate below the range', input: { estimate: 0.9 } },
    { case: 'an estimate above the range', input: { estimate: 10.1 } },
    { case: 'an estimate that is no number', input: { estimate: Number.NaN } },
    { case: 'a range of width zero', input: { estimate: 1, minimum: 1, maximum: 1 } },
    { case: 'a negative standard error', input: { standardError: -1 } },
    { case: 'no degrees of freedom', input: { degreesOfFreedom: 0 } },
    { case: 'no respondents', input: { effectiveSampleSize: 0 } },
  ])('refuses $case', ({ input }) => expect(() => of(input)).toThrow('boundedInterval requires an estimate inside a range'))
})

describe('proportionEstimate', () => {
  const answers = (yes: number, no: number, missing = 0) =>
    Float64Array.from([...Array(yes).fill(1), ...Array(no).fill(0), ...Array(missing).fill(Number.NaN)])
  const plain = (rows: number) => surveyDesign({ weights: new Float64Array(rows).fill(1) })

  test('of 30 in 100 by every method', () => {
    const got = proportionEstimate(plain(102), answers(30, 70, 2))
    if (got.kind === 'refusal' || got.effectiveAnswers === null || got.adjustedEffectiveAnswers === null) throw new Error('refused')
    expect(got).toMatchObject({ mean: 0.3, respondents: 100, missing: 2, answeredDegreesOfFreedom: 99 })
    // V = (102 / 101) p (1 - p) / 100, every row of the design being a PSU.
    expect(got.effectiveAnswers).toBeCloseTo((100 * 101) / 102, 9)
    expect(got.adjustedEffectiveAnswers).toBeCloseTo(got.effectiveAnswers, 9)
    const near = (method: keyof typeof got.intervals, low: number, high: number) => {
      expect(got.intervals[method]?.[0]).toBeCloseTo(low, 2)
      expect(got.intervals[method]?.[1]).toBeCloseTo(high, 2)
    }
    near('wilson', 0.219, 0.396)
    near('wilson-df', 0.219, 0.396)
    near('beta', 0.212, 0.4)
    near('mean', 0.209, 0.391)
    near('logit', 0.218, 0.397)
    near('asin', 0.214, 0.394)
    near('likelihood', 0.215, 0.395)
  })

  test('clustered answers are worth fewer, and the t of few PSUs takes more off', () => {
    const clusters = [Int32Array.from({ length: 40 }, (_, row) => Math.floor(row / 10))]
    const design = surveyDesign({ weights: new Float64Array(40).fill(1), clusters })
    const got = proportionEstimate(design, answers(22, 18))
    if (got.kind === 'refusal') throw new Error('refused')
    expect(got.effectiveAnswers).toBeLessThan(5)
    expect(got.adjustedEffectiveAnswers).toBeLessThan((got.effectiveAnswers ?? 0) / 2)
  })

  test('a share of 0 or 1, and one answer, have no interval by any of these methods', () => {
    for (const values of [answers(5, 0), answers(0, 5), answers(1, 0, 4)]) {
      const got = proportionEstimate(plain(5), values)
      expect(got.kind === 'mean' && Object.values(got.intervals)).toEqual([null, null, null, null, null, null, null])
      expect(got).toMatchObject({ effectiveAnswers: null, adjustedEffectiveAnswers: null })
    }
  })

  test('nobody is a refusal; other values than 0 and 1 are misuse', () => {
    expect(proportionEstimate(plain(2), answers(0, 0, 2))).toMatchObject({ kind: 'refusal', reason: 'all-missing' })
    expect(() => proportionEstimate(plain(2), Float64Array.of(0, 2))).toThrow('proportionEstimate requires values 0, 1 or NaN')
  })

  test('intervals stay between 0 and 1 and hold the share (save the plain mean)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (yes, no) => {
        const got = proportionEstimate(plain(yes + no), answers(yes, no))
        if (got.kind === 'refusal') return
        for (const [method, interval] of Object.entries(got.intervals)) {
          if (interval === null) continue
          expect(interval[0]).toBeLessThanOrEqual(got.mean)
          expect(interval[1]).toBeGreaterThanOrEqual(got.mean)
          if (method === 'mean') continue
          expect(interval[0]).toBeGreaterThanOrEqual(0)
          expect(interval[1]).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
