import { describe, expect, test } from 'vitest'
import { whoAndHow } from '@/lib/scoring/who-and-how.ts'
import { meanIndicator, sheetOf } from './sheets.ts'

const indicators = [meanIndicator('a'), meanIndicator('b')]
/** People of two groups: how many, and what each of the two items got by turns. */
const wave = (young: number, old: number, marks: { young: readonly number[]; old: readonly number[] }) => {
  const answer = (group: 0 | 1, i: number) => (group === 0 ? marks.young : marks.old)[i % 2] as number
  const people = [...Array<0>(young).fill(0), ...Array<1>(old).fill(1)]
  return {
    sheet: sheetOf({ a: people.map((group, i) => answer(group, i)), b: people.map((group, i) => answer(group, i + 1)) }),
    groups: Int32Array.from(people),
  }
}
const marks = { young: [2, 3], old: [4, 5] } as const
const shown = (found: ReturnType<typeof whoAndHow>) => {
  if (found.kind === 'refusal') throw new Error(found.detail)
  return found
}

describe('whoAndHow', () => {
  test('lays a change at who answered where every group answers as before', () => {
    const found = shown(whoAndHow(indicators, wave(80, 20, marks), wave(50, 50, marks), 2))
    // Means of a person: 2.5 and 4.5 on 1..5, 4.375 and 8.875 on 1..10; 30 of 100 moved from one group to the other.
    expect(found.change.value).toBeCloseTo(0.3 * 4.5, 12)
    expect(found.who.value).toBeCloseTo(0.3 * 4.5, 12)
    expect(found.how.value).toBeCloseTo(0, 12)
    expect(found.who.lower).toBeLessThan(found.who.value)
    expect(found.who.upper).toBeGreaterThan(found.who.value)
    expect(found).toMatchObject({ respondentsFrom: 100, respondentsTo: 100 })
  })

  test('lays it at how they answered where the same groups answer otherwise, and adds up where both happen', () => {
    const lower = { young: [1, 2], old: [3, 4] } as const
    const same = shown(whoAndHow(indicators, wave(60, 40, marks), wave(60, 40, lower), 2))
    expect(same.how.value).toBeCloseTo(-2.25, 12)
    expect(same.who.value).toBeCloseTo(0, 12)
    const both = shown(whoAndHow(indicators, wave(80, 20, marks), wave(50, 50, lower), 2))
    expect(both.who.value).toBeCloseTo(1.35, 12)
    expect(both.how.value).toBeCloseTo(-2.25, 12)
    expect(both.change.value).toBeCloseTo(both.who.value + both.how.value, 12)
  })

  test('leaves out who is in no known group or answered nothing', () => {
    const to = wave(50, 50, marks)
    to.groups[0] = -1
    for (const item of ['a', 'b']) (to.sheet.items[item] as Float64Array)[1] = 98
    expect(shown(whoAndHow(indicators, wave(80, 20, marks), to, 2)).respondentsTo).toBe(98)
  })

  test('refuses where a group is too small in one wave, or a wave has too few', () => {
    expect(whoAndHow(indicators, wave(80, 20, marks), wave(96, 4, marks), 2)).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
    expect(whoAndHow(indicators, wave(15, 10, marks), wave(50, 50, marks), 2)).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
  })
})
