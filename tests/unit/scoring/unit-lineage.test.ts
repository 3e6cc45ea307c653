import { describe, expect, test } from 'vitest'
import { refuse } from '@/lib/scoring/refuse.ts'
import type { Estimate, Refusal } from '@/lib/scoring/types.ts'
import { carriedScore, destinationsOf, type LineageStep, originsOf, sameArea } from '@/lib/scoring/unit-lineage.ts'

const step = (
  from: string,
  to: string,
  date: string,
  kind: LineageStep['kind'],
  shareOfTo: number,
  shareOfFrom = 1,
  legalBasis = 'example',
): LineageStep => ({
  from,
  to,
  date,
  kind,
  shareOfTo,
  shareOfFrom,
  legalBasis,
})

/**
 * Chí Tân (GSO 12265) and Đại Hưng (12268) became Chí Minh (again 12265) at the turn of 2024/25; on 1 July 2025 Chí Minh, Thuần
 * Hưng (its code is not in our sources: TH here) and Nguyễn Huệ (12274; itself Thành Công and Nhuế Dương 12277) became the new Chí Minh (12271). The shares are
 * round numbers for the example; a real table takes them from the register.
 */
const chiMinh: LineageStep[] = [
  step('12265', '12265', '2024-12-01', 'merge', 0.6, 1, 'NQ 1248/NQ-UBTVQH15'),
  step('12268', '12265', '2024-12-01', 'merge', 0.4, 1, 'NQ 1248/NQ-UBTVQH15'),
  step('12274', '12274', '2024-12-01', 'merge', 0.5, 1, 'NQ 1248/NQ-UBTVQH15'),
  step('12277', '12274', '2024-12-01', 'merge', 0.5, 1, 'NQ 1248/NQ-UBTVQH15'),
  step('12265', '12271', '2025-07-01', 'merge', 0.45, 1, 'NQ 1666/NQ-UBTVQH15'),
  step('TH', '12271', '2025-07-01', 'merge', 0.25, 1, 'NQ 1666/NQ-UBTVQH15'),
  step('12274', '12271', '2025-07-01', 'merge', 0.3, 1, 'NQ 1666/NQ-UBTVQH15'),
]
const score = (value: number, standardError: number) => ({ kind: 'estimate', value, standardError }) as Estimate

describe('lineage of Chí Tân', () => {
  test('the people of the new Chí Minh lived in five communes in 2023', () => {
    const origins = originsOf(chiMinh, '12271', '2026-11-24', '2023-12-31')
    expect([...origins.keys()].sort()).toEqual(['12265', '12268', '12274', '12277', 'TH'])
    expect(origins.get('12265')).toBeCloseTo(0.27, 12)
    expect(origins.get('12268')).toBeCloseTo(0.18, 12)
    expect([...origins.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test('between the two mergers the code 12265 is another area than before', () => {
    expect([...originsOf(chiMinh, '12265', '2025-03-01', '2024-06-30')]).toEqual([
      ['12265', 0.6],
      ['12268', 0.4],
    ])
    expect([...originsOf(chiMinh, '12265', '2024-11-30', '2023-01-01')]).toEqual([['12265', 1]])
  })

  test('2023 and 2024 compare directly only while field work ended before the merger', () => {
    expect(sameArea(chiMinh, '12265', '2024-11-30', '2023-11-30')).toBe('12265')
    expect(sameArea(chiMinh, '12265', '2024-12-01', '2023-11-30')).toBeNull()
    expect(sameArea(chiMinh, '12271', '2026-01-01', '2025-07-01')).toBe('12271')
  })

  test('a merger is followed forward too', () => {
    expect([...destinationsOf(chiMinh, '12268', '2023-12-31', '2026-01-01')]).toEqual([['12271', 1]])
  })

  test('a score of 2023 for the area of today is the mean of the scores of its communes by where the people lived', () => {
    const scores = new Map([
      ['12265', score(40, 1)],
      ['12268', score(50, 2)],
    ])
    const carried = carriedScore(chiMinh, '12265', '2025-01-15', '2023-12-31', scores)
    expect(carried).toMatchObject({ kind: 'carried', value: 44 })
    expect(carried.kind === 'carried' && carried.standardError).toBeCloseTo(Math.hypot(0.6, 0.8), 12)
  })

  test('a commune without a score makes the past not comparable, never a zero', () => {
    const scores = new Map([['12265', score(40, 1)]])
    expect(carriedScore(chiMinh, '12265', '2025-01-15', '2023-12-31', scores)).toMatchObject({ kind: 'refusal', reason: 'not-comparable' })
    const refused = new Map<string, Estimate | Refusal>([...scores, ['12268', refuse('too-few-answers', 'few', 12, 11)] as const])
    expect(carriedScore(chiMinh, '12265', '2025-01-15', '2023-12-31', refused)).toMatchObject({ reason: 'not-comparable', respondents: 12 })
  })
})

describe('renames and splits', () => {
  test('a rename is the same area under two codes', () => {
    const renamed = [step('1', '2', '2025-01-01', 'rename', 1)]
    expect(sameArea(renamed, '2', '2025-06-01', '2024-06-01')).toBe('1')
  })

  test('the parts of a split come wholly from the old unit, and are not the same area', () => {
    const split = [step('A', 'B', '2025-01-01', 'split', 1, 0.7), step('A', 'C', '2025-01-01', 'split', 1, 0.3)]
    expect([...originsOf(split, 'B', '2025-01-01', '2024-12-31')]).toEqual([['A', 1]])
    expect([...destinationsOf(split, 'A', '2024-12-31', '2025-01-01')]).toEqual([
      ['B', 0.7],
      ['C', 0.3],
    ])
    expect(sameArea(split, 'B', '2025-01-01', '2024-12-31')).toBeNull()
  })

  test('a unit without a line is itself', () => {
    expect([...originsOf([], 'X', '2025-01-01', '2020-01-01')]).toEqual([['X', 1]])
  })

  test('throws on shares that do not add up, dates that are not ISO, days out of order', () => {
    expect(() => originsOf([step('1', '2', '2025-01-01', 'merge', 0.5)], '2', '2025-02-01', '2024-01-01')).toThrow(
      /shares that add up to 1, got 0.5 into 2/,
    )
    expect(() => originsOf([step('1', '2', '2025-01-01', 'rename', 1, 0.5)], '2', '2025-02-01', '2024-01-01')).toThrow(/out of 1/)
    expect(() => originsOf([step('1', '2', '1/1/2025', 'rename', 1)], '2', '2025-02-01', '2024-01-01')).toThrow(
      /^unitLineage requires an ISO date/,
    )
    expect(() => originsOf([step('1', '2', '2025-01-01', 'merge', 0)], '2', '2025-02-01', '2024-01-01')).toThrow(RangeError)
    expect(() => originsOf([], 'X', '2024-01-01', '2025-01-01')).toThrow(/^originsOf requires/)
    expect(() => destinationsOf([], 'X', '2025-01-01', '2024-01-01')).toThrow(/^destinationsOf requires/)
  })
})
