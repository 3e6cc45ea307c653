import { describe, expect, test } from 'vitest'
import { changeOutOfTen } from '@/lib/scoring/change-out-of-ten.ts'
import type { Change, Estimate } from '@/lib/scoring/index.ts'

const estimate = (value: number): Estimate => ({
  kind: 'estimate',
  value,
  standardError: 0.1,
  lower: value - 0.2,
  upper: value + 0.2,
  level: 0.95,
  degreesOfFreedom: 99,
  respondents: 100,
  effectiveSampleSize: 90,
  designEffect: null,
  dontKnowShare: null,
  intervalMethod: 'test',
})
const change: Change = {
  kind: 'change',
  from: estimate(1.5),
  to: estimate(2),
  difference: 0.5,
  standardError: 0.15,
  lower: 0.25,
  upper: 0.75,
  level: 0.95,
  degreesOfFreedom: 198,
  pValue: 0.001,
  adjustedPValue: 0.004,
  verdict: 'rose',
  fivePercentMark: true,
}

describe('changeOutOfTen', () => {
  test('brings value, error and interval of both years and of the difference from 1/k..10/k to 1..10', () => {
    const scaled = changeOutOfTen(change, 4)
    expect(scaled).toMatchObject({
      difference: 2,
      standardError: 0.6,
      lower: 1,
      upper: 3,
      from: { value: 6, lower: 5.2 },
      to: { value: 8, upper: 8.8 },
    })
  })

  test('leaves p, verdict, mark, respondents and degrees of freedom as they are', () => {
    const { pValue, adjustedPValue, verdict, fivePercentMark, degreesOfFreedom } = change
    expect(changeOutOfTen(change, 3)).toMatchObject({
      pValue,
      adjustedPValue,
      verdict,
      fivePercentMark,
      degreesOfFreedom,
      to: { respondents: 100 },
    })
  })

  test('a refusal stays a refusal, also with k of a component outside the core', () => {
    const refusal = { kind: 'refusal', reason: 'not-comparable', respondents: 0, effectiveSampleSize: 0, detail: 'x' } as const
    expect(changeOutOfTen(refusal, 0)).toBe(refusal)
  })

  test('k must be a whole number of 1 or more', () => {
    for (const k of [0, 1.5, Number.NaN]) expect(() => changeOutOfTen(change, k)).toThrow(RangeError)
  })
})
