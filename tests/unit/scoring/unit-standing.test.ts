import { describe, expect, test } from 'vitest'
import { refuse } from '@/lib/scoring/refuse.ts'
import type { Estimate } from '@/lib/scoring/types.ts'
import { unitStanding } from '@/lib/scoring/unit-standing.ts'

const score = (value: number, standardError: number, more: Partial<Estimate> = {}): Estimate => ({
  kind: 'estimate',
  value,
  standardError,
  lower: value - 2 * standardError,
  upper: value + 2 * standardError,
  level: 0.95,
  degreesOfFreedom: 1e9,
  respondents: 100,
  effectiveSampleSize: 100,
  designEffect: null,
  dontKnowShare: null,
  intervalMethod: 'wald-t',
  ...more,
})
const standing = (...[own, others, sizes]: Parameters<typeof unitStanding>) => {
  const found = unitStanding(own, others, sizes)
  if (found.kind === 'refusal') throw new Error(found.detail)
  return found
}

describe('unitStanding', () => {
  test('puts the limits about the mean of all by the variance of the unit’s difference from it', () => {
    const { mean, units, limits } = standing(score(7, 0.3), [score(6, 0.3), score(6, 0.3), score(6, 0.3)])
    expect([mean, units]).toEqual([6.25, 4])
    // (3/4)^2 0.09 + 3 * 0.09 / 16 = 0.0675
    expect(limits.near[1] - mean).toBeCloseTo(1.959964 * Math.sqrt(0.0675), 5)
    expect(mean - limits.far[0]).toBeCloseTo(3.090232 * Math.sqrt(0.0675), 5)
  })

  test.each([
    { own: 6.2, place: 'like-others' },
    { own: 6.8, place: 'unclear' },
    { own: 9, place: 'above' },
    { own: 3, place: 'below' },
  ])('a unit of $own among three of 6 is $place', ({ own, place }) => {
    expect(standing(score(own, 0.3), [score(6, 0.3), score(6, 0.3), score(6, 0.3)]).place).toBe(place)
  })

  test('the funnel narrows with size, passes the unit’s own limits at its own size and stays on 1 to 10', () => {
    const { funnel, limits } = standing(score(9.8, 0.5), [score(9.7, 0.5)], [10, 100, 400])
    expect(funnel[1]).toEqual(limits)
    const widths = funnel.map(({ near }) => near[1] - near[0])
    expect(widths[0]).toBeGreaterThan(widths[1] ?? 9)
    expect(widths[1]).toBeGreaterThan(widths[2] ?? 9)
    expect(funnel[0]?.far[1]).toBe(10)
  })

  test('fewer degrees of freedom widen the limits', () => {
    const few = standing(score(7, 0.3, { degreesOfFreedom: 8 }), [score(6, 0.3, { degreesOfFreedom: 8 })])
    const many = standing(score(7, 0.3), [score(6, 0.3)])
    // Two equal variances: 16 degrees of freedom, t = 2.119905.
    expect((few.limits.near[1] - 6.5) / (many.limits.near[1] - 6.5)).toBeCloseTo(2.119905 / 1.959964, 5)
  })

  test('units without a score are not counted; alone there is nothing to stand among', () => {
    const none = refuse('too-few-answers', 'few', 12, 12)
    expect(standing(score(7, 0.3), [none, score(6, 0.3)]).units).toBe(2)
    expect(unitStanding(score(7, 0.3), [none])).toMatchObject({ kind: 'refusal', reason: 'not-comparable' })
    expect(unitStanding(none, [score(7, 0.3)])).toBe(none)
  })

  test('answers that are all equal have no clear place, and a size of nobody is misuse', () => {
    expect(standing(score(10, 0), [score(5, 0.3)]).place).toBe('unclear')
    expect(() => unitStanding(score(7, 0.3), [score(6, 0.3)], [0])).toThrow('unitStanding requires sizes above 0')
  })
})
