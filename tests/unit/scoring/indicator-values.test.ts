import { describe, expect, test } from 'vitest'
import { indicatorValues } from '@/lib/scoring/indicator-values.ts'
import type { Indicator } from '@/lib/scoring/types.ts'
import { meanIndicator, sheetOf } from './sheets.ts'

const NONE = Number.NaN
const DK = 98
const valuesOf = (indicator: Partial<Indicator>, items: Record<string, number[]>) => {
  const { values, dontKnow } = indicatorValues({ ...meanIndicator('a'), ...indicator }, sheetOf(items))
  return { values: [...values], dontKnow: [...dontKnow] }
}

describe('indicatorValues', () => {
  test('a mean takes the code, clipped to the goalposts before any averaging', () => {
    expect(valuesOf({ min: 2, max: 4 }, { a: [1, 2, 3, 5, NONE] })).toEqual({ values: [2, 2, 3, 4, NONE], dontKnow: [0, 0, 0, 0, 0] })
  })

  test('a share is 1 for the chosen codes and 0 for others, missing answers stay missing', () => {
    const share = { kind: 'share' as const, codes: [4, 5], min: 0, max: 1 }
    expect(valuesOf(share, { a: [1, 4, 5, NONE] }).values).toEqual([0, 1, 1, NONE])
  })

  test("don't know leaves the base, or is the worst goalpost where the indicator says so", () => {
    expect(valuesOf({}, { a: [5, DK] })).toEqual({ values: [5, NONE], dontKnow: [0, 1] })
    expect(valuesOf({ dontKnow: 'zero' }, { a: [5, DK] })).toEqual({ values: [5, 1], dontKnow: [0, 1] })
    expect(valuesOf({ dontKnow: 'zero', direction: 'lower-is-better' }, { a: [DK] }).values).toEqual([5])
    expect(valuesOf({ kind: 'share', codes: [1], min: 0, max: 1, dontKnow: 'zero' }, { a: [DK, 1] }).values).toEqual([0, 1])
  })

  test('a count is agreeing / answered times the items, from half of the items answered on', () => {
    const count = { kind: 'count' as const, items: ['a', 'b', 'c', 'd'], codes: [1], min: 0, max: 4 }
    const items = { a: [1, 1, 1, NONE], b: [1, 0, NONE, NONE], c: [0, NONE, NONE, NONE], d: [0, NONE, NONE, NONE] }
    expect(valuesOf(count, items).values).toEqual([2, 2, NONE, NONE])
  })

  test("in a count don't know is unanswered, or answered and not agreed", () => {
    const count = { kind: 'count' as const, items: ['a', 'b', 'c', 'd'], codes: [1], min: 0, max: 4 }
    const items = { a: [1, 1, DK], b: [1, DK, DK], c: [DK, DK, DK], d: [NONE, DK, NONE] }
    expect(valuesOf(count, items)).toEqual({ values: [4, NONE, NONE], dontKnow: [0, 1, 1] })
    expect(valuesOf({ ...count, dontKnow: 'zero' }, items)).toEqual({ values: [(2 / 3) * 4, 1, 0], dontKnow: [0, 1, 1] })
  })

  test('only those whom the question concerns are in the base; the others know nothing and are not counted as not knowing', () => {
    const where = { item: 'procedure', codes: [2, 3] }
    expect(valuesOf({ where }, { a: [1, 2, DK, 4, DK], procedure: [2, 1, 3, NONE, 1] })).toEqual({
      values: [1, NONE, NONE, NONE, NONE],
      dontKnow: [0, 0, 1, 0, 0],
    })
  })

  test('refuses an item that the sheet does not hold, and a column of another length', () => {
    expect(() => valuesOf({ items: ['b'] }, { a: [1] })).toThrow('indicatorValues requires item b of a in the sheet form')
    expect(() => valuesOf({ where: { item: 'c', codes: [1] } }, { a: [1] })).toThrow('requires item c of a')
    expect(() => valuesOf({ items: ['b'] }, { a: [1, 2], b: [1] })).toThrow('indicatorValues requires 2 answers to item b, got 1')
  })
})
