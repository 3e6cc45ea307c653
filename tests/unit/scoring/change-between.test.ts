import { describe, expect, test } from 'vitest'
import { judgeFamily, type UnjudgedChange } from '@/lib/scoring/change-between.ts'
import { compareWaves } from '@/lib/scoring/compare-waves.ts'
import type { Change } from '@/lib/scoring/types.ts'
import { studentQuantile } from '@/lib/stats/student-t.ts'
import { modelOf, sheetOf, small } from './sheets.ts'

const model = modelOf({ D1: { '1.1': ['a'] } })
const repeat = (codes: readonly number[], times: number) => Array.from({ length: times }, () => codes).flat()
const compared = (from: readonly number[], to: readonly number[], more = {}) => {
  const result = compareWaves({ model, sheets: [sheetOf({ a: from }, more)] }, { model, sheets: [sheetOf({ a: to }, more)] }, small)
    .indicators[0]?.change
  if (!result) throw new Error('nothing compared')
  return result
}
const changed = (...of: Parameters<typeof compared>): Change => {
  const result = compared(...of)
  if (result.kind === 'refusal') throw new Error(result.detail)
  return result
}

describe('a change', () => {
  test('has the interval of Student with Welch’s degrees of freedom', () => {
    const got = changed(repeat([2, 3, 4], 10), repeat([3, 4, 4], 8))
    const variance = (20 / 29 / 30) * 2.25 ** 2
    // 24 answers of 3, 4, 4: sum of squares about 11/3 is 8 (4 + 1 + 1) / 9
    const second = ((8 * (6 / 9)) / 23 / 24) * 2.25 ** 2
    const freedom = (variance + second) ** 2 / (variance ** 2 / 29 + second ** 2 / 23)
    expect(got.degreesOfFreedom).toBeCloseTo(freedom, 8)
    expect(got.standardError).toBeCloseTo(Math.sqrt(variance + second), 12)
    const reach = studentQuantile(0.95, freedom) * Math.sqrt(variance + second)
    expect(got.lower).toBeCloseTo(got.difference - reach, 10)
    expect(got.upper).toBeCloseTo(got.difference + reach, 10)
  })

  test('a year in which all answer alike is refused, and says how many answered in the weaker year', () => {
    expect(compared(repeat([3, 4], 10), repeat([4], 15))).toMatchObject({
      kind: 'refusal',
      reason: 'all-equal',
      respondents: 15,
      effectiveSampleSize: 15,
    })
    expect(compared(repeat([4], 15), repeat([3, 4], 10))).toMatchObject({ kind: 'refusal', reason: 'all-equal', respondents: 15 })
  })

  test('the 5 per cent mark is of the earlier score, at 5 and beyond, both ways', () => {
    // 1..5 on 1..10: 3 is 5.5. One answer of 40 one higher: +0.05625, 1 per cent.
    expect(changed(repeat([2, 4], 20), [...repeat([2, 4], 19), 3, 4]).fivePercentMark).toBe(false)
    expect(changed(repeat([2, 4], 20), repeat([2, 5], 20)).fivePercentMark).toBe(true)
    expect(changed(repeat([2, 5], 20), repeat([2, 4], 20)).fivePercentMark).toBe(true)
    // 10 per cent of 1.9 and 1 per cent of 9.1 are the same step
    const step = {
      low: changed([...repeat([1, 1], 20), ...repeat([2], 10)], [...repeat([1, 1], 18), ...repeat([2], 14)]),
      high: changed([...repeat([5, 5], 18), ...repeat([4], 14)], [...repeat([5, 5], 20), ...repeat([4], 10)]),
    }
    expect(step.low.difference).toBeCloseTo(step.high.difference, 12)
    expect([step.low.fivePercentMark, step.high.fivePercentMark]).toEqual([true, false])
  })
})

describe('judgeFamily', () => {
  const one = (difference: number, pValue: number) => ({ kind: 'change', difference, pValue }) as UnjudgedChange
  const no = { kind: 'refusal', reason: 'all-equal', detail: '', respondents: 0, effectiveSampleSize: 0 } as const

  test('Holm over those tested: a refusal stays one and costs nothing', () => {
    expect(judgeFamily([one(0.4, 0.02), no, one(-0.3, 0.03), one(0.1, 0.9)])).toMatchObject([
      { adjustedPValue: expect.closeTo(0.06, 12), verdict: 'no-clear-change' },
      no,
      { adjustedPValue: expect.closeTo(0.06, 12), verdict: 'no-clear-change' },
      { adjustedPValue: 0.9 },
    ])
    expect(judgeFamily([no, one(0.4, 0.02)])).toMatchObject([no, { adjustedPValue: 0.02, verdict: 'rose' }])
    expect(Object.keys(judgeFamily([no])[0] ?? {})).not.toContain('verdict')
  })

  test('exactly 5 per cent is not clear; the sign says the way', () => {
    expect(judgeFamily([one(0.4, 0.05)])[0]).toMatchObject({ verdict: 'no-clear-change' })
    expect(judgeFamily([one(0.4, 0.0499)])[0]).toMatchObject({ verdict: 'rose' })
    expect(judgeFamily([one(-0.4, 0.0499)])[0]).toMatchObject({ verdict: 'fell' })
  })
})
