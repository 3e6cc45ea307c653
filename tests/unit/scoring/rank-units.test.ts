import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankUnits } from '@/lib/scoring/rank-units.ts'
import { refuse } from '@/lib/scoring/refuse.ts'
import type { Estimate } from '@/lib/scoring/types.ts'

const score = (value: number, standardError: number, respondents = 50) =>
  ({ kind: 'estimate', value, standardError, respondents, degreesOfFreedom: 40 }) as Estimate
const units = (...scores: Estimate[]) => scores.map((one, at) => ({ code: `u${at}`, score: one }))
const ranks = (...scores: Estimate[]) => {
  const result = rankUnits(units(...scores))
  if (result.kind === 'refusal') throw new Error(result.detail)
  return result.units.map(({ rank, best, worst }) => [rank, best, worst])
}

describe('rankUnits', () => {
  test('scores far apart have sure ranks', () => {
    expect(ranks(score(44, 0.1), score(42, 0.1), score(46, 0.1), score(40, 0.1), score(38, 0.1))).toEqual([
      [2, 2, 2],
      [3, 3, 3],
      [1, 1, 1],
      [4, 4, 4],
      [5, 5, 5],
    ])
  })

  test('scores that cannot be told apart could have any rank', () => {
    expect(
      ranks(score(44.0, 1), score(44.1, 1), score(44.2, 1), score(44.3, 1), score(44.4, 1)).map(([, best, worst]) => [best, worst]),
    ).toEqual(new Array(5).fill([1, 5]))
  })

  test('one clearly lowest unit is last, and all others are above it', () => {
    const result = ranks(score(44.1, 0.3), score(44.2, 0.3), score(44.3, 0.3), score(44.4, 0.3), score(30, 0.3))
    expect(result[4]).toEqual([5, 5, 5])
    expect(result[0]).toEqual([4, 1, 4])
  })

  test('ties share the best of their ranks', () => {
    expect(ranks(score(5, 1), score(7, 1), score(7, 1), score(3, 1), score(1, 1)).map(([rank]) => rank)).toEqual([3, 1, 1, 4, 5])
  })

  test('units without a score or with fewer than ten people are listed, not ranked', () => {
    const five = units(score(1, 1), score(2, 1), score(3, 1), score(4, 1), score(5, 1))
    const result = rankUnits([...five, { code: 'few', score: score(9, 1, 9) }, { code: 'none', score: refuse('too-few-answers', 'few') }])
    expect(result).toMatchObject({ kind: 'ranks', unranked: ['few', 'none'] })
    expect(result.kind === 'ranks' && result.units).toHaveLength(5)
  })

  test('fewer than five units make no ranking', () => {
    expect(rankUnits(units(score(1, 1), score(2, 1), score(3, 1), score(4, 1)))).toMatchObject({
      kind: 'refusal',
      reason: 'too-few-answers',
    })
  })

  test('a score whose answers are all equal is never clearly apart', () => {
    expect(ranks(score(80, 0), score(10, 0.1), score(20, 0.1), score(30, 0.1), score(40, 0.1))[0]).toEqual([1, 1, 5])
  })

  test('throws on a code given twice and on a level that is none', () => {
    expect(() => rankUnits([...units(score(1, 1)), ...units(score(2, 1))])).toThrow(/codes that differ/)
    expect(() => rankUnits([], { level: 1 })).toThrow(/level between 0 and 1/)
  })

  test('the rank lies inside its interval, and surer scores never widen it', () => {
    const many = fc.array(
      fc.record({ value: fc.double({ min: 8, max: 80, noNaN: true }), error: fc.double({ min: 0.05, max: 5, noNaN: true }) }),
      { minLength: 5, maxLength: 12 },
    )
    fc.assert(
      fc.property(many, (list) => {
        const wide = ranks(...list.map(({ value, error }) => score(value, error)))
        const narrow = ranks(...list.map(({ value, error }) => score(value, error / 2)))
        wide.forEach(([rank, best, worst], at) => {
          expect(rank).toBeGreaterThanOrEqual(best as number)
          expect(rank).toBeLessThanOrEqual(worst as number)
          expect(narrow[at]?.[1]).toBeGreaterThanOrEqual(best as number)
          expect(narrow[at]?.[2]).toBeLessThanOrEqual(worst as number)
        })
      }),
    )
  })
})
