import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays } from '@/lib/server/comments/working-days.ts'

describe('addWorkingDays', () => {
  test.each([
    { from: '2026-11-24', count: 10, to: '2026-12-08', why: 'two weekends lie between' },
    { from: '2026-11-27', count: 1, to: '2026-11-30', why: 'Friday to Monday' },
    { from: '2026-11-28', count: 1, to: '2026-11-30', why: 'released on a Saturday' },
    { from: '2026-04-29', count: 1, to: '2026-05-04', why: '30 April, 1 May and a weekend' },
    { from: '2026-12-31', count: 1, to: '2027-01-04', why: 'New Year’s Day is a Friday' },
    { from: '2026-11-24', count: 0, to: '2026-11-24', why: 'nothing to wait' },
  ])('$from + $count = $to: $why', ({ from, count, to }) => {
    expect(addWorkingDays(from, count)).toBe(to)
  })

  test('days given as holidays do not count: Tết 2026', () => {
    const tet = new Set(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'])
    expect(addWorkingDays('2026-02-13', 1, tet)).toBe('2026-02-23')
  })

  test.each([
    ['2026-11-24', -1],
    ['2026-11-24', 1.5],
    ['2026-11-24', Number.NaN],
    ['24/11/2026', 1],
    ['2026-13-01', 1],
  ])('refuses %s and %d', (day, count) => {
    expect(() => addWorkingDays(day, count)).toThrow(RangeError)
  })

  test('counting in two steps is counting at once, and ends on a working day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.nat(60),
        fc.nat(60),
        (date, a, b) => {
          const day = date.toISOString().slice(0, 10)
          expect(addWorkingDays(addWorkingDays(day, a), b)).toBe(addWorkingDays(day, a + b))
          if (a > 0) expect([0, 6]).not.toContain(new Date(addWorkingDays(day, a)).getUTCDay())
        },
      ),
    )
  })
})
