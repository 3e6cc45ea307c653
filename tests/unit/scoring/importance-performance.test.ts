import { describe, expect, test } from 'vitest'
import { importancePerformance } from '@/lib/scoring/importance-performance.ts'

const part = (code: string, importance: number, performance: number) => ({ code, importance, performance })

describe('importancePerformance', () => {
  test('places each part by the means of both', () => {
    const map = importancePerformance([part('wait', 0.5, 4), part('staff', 0.3, 9), part('seats', 0.1, 8), part('signs', 0.1, 3)])
    expect(map.importanceLine).toBeCloseTo(0.25, 12)
    expect(map.performanceLine).toBe(6)
    expect(map.parts.map(({ code, quadrant }) => [code, quadrant])).toEqual([
      ['wait', 'improve-first'],
      ['staff', 'keep-up'],
      ['seats', 'possible-overkill'],
      ['signs', 'low-priority'],
    ])
  })

  test('given lines are used, and on a line counts as above it', () => {
    const map = importancePerformance([part('a', 0.2, 7)], { importance: 0.2, performance: 7 })
    expect(map.parts[0]?.quadrant).toBe('keep-up')
    expect(importancePerformance([part('a', 0.2, 7)], { importance: 0.3, performance: 7.5 }).parts[0]?.quadrant).toBe('low-priority')
  })

  test('throws on misuse', () => {
    expect(() => importancePerformance([])).toThrow(RangeError)
    expect(() => importancePerformance([part('a', 1, 1), part('a', 2, 2)])).toThrow(/codes that differ/)
    expect(() => importancePerformance([part('a', Number.NaN, 1)])).toThrow(/finite values/)
  })
})
