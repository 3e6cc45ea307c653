import { describe, expect, test } from 'vitest'
import { keyDrivers } from '@/lib/scoring/key-drivers.ts'
import type { Estimate, Indicator } from '@/lib/scoring/types.ts'
import { seededRandom } from '@/lib/stats/index.ts'
import { meanIndicator, sheetOf } from './sheets.ts'

const estimate = (value: number, doubt = 0.2): Estimate => ({
  kind: 'estimate',
  value,
  standardError: doubt / 2,
  lower: value - doubt,
  upper: value + doubt,
  level: 0.95,
  degreesOfFreedom: 100,
  respondents: 100,
  effectiveSampleSize: 100,
  designEffect: null,
  dontKnowShare: null,
  intervalMethod: 'wald-t',
})

/** Satisfaction follows the first part closely, the second a little, the third not at all. */
const made = (n: number) => {
  const next = seededRandom(7)
  const code = (value: number) => Math.min(5, Math.max(1, Math.round(value)))
  const rows = Array.from({ length: n }, () => {
    const [a, b, c] = [1 + 4 * next(), 1 + 4 * next(), 1 + 4 * next()]
    return { a: code(a), b: code(b), c: code(c), all: code(0.8 * a + 0.2 * b + next() - 0.5) }
  })
  return sheetOf({ all: rows.map((row) => row.all), a: rows.map((row) => row.a), b: rows.map((row) => row.b), c: rows.map((row) => row.c) })
}
const part = (code: string, value: number, doubt?: number) => ({ indicator: meanIndicator(code), score: estimate(value, doubt) })
const parts = [part('a', 4), part('b', 6), part('c', 8)]

describe('keyDrivers', () => {
  test('puts what satisfaction follows first, and what is important and scored low into improve-first', () => {
    const found = keyDrivers(made(200), meanIndicator('all'), parts)
    if (found.kind === 'refusal') throw new Error(found.detail)
    expect(found).toMatchObject({ respondents: 200, importanceLine: expect.closeTo(1 / 3, 12), performanceLine: 6, resamples: 100 })
    expect(found.parts.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 10)
    const [a, b, c] = found.parts
    expect(a).toMatchObject({ code: 'a', quadrant: 'improve-first', isSure: true, first: 1 })
    expect(a?.importance).toBeGreaterThan(0.8)
    expect(a?.lower).toBeLessThanOrEqual(a?.importance ?? 0)
    expect(a?.upper).toBeGreaterThanOrEqual(a?.importance ?? 1)
    // Its score stands on the line: no sure place.
    expect(b).toMatchObject({ quadrant: 'possible-overkill', isSure: false })
    expect(c?.quadrant).toBe('possible-overkill')
    expect(found.rSquared).toBeGreaterThan(0.7)
  })

  test('is never sure of a part whose better marks go with less satisfaction', () => {
    const reversed: Indicator = { ...meanIndicator('a'), direction: 'lower-is-better' }
    const found = keyDrivers(made(200), meanIndicator('all'), [{ indicator: reversed, score: estimate(4) }, part('b', 6), part('c', 8)])
    expect(found.kind === 'key-drivers' && found.parts[0]).toMatchObject({ quadrant: 'improve-first', isSure: false })
  })

  test('refuses fewer than ten complete answers a part, a small effective n, and a single part', () => {
    expect(keyDrivers(made(29), meanIndicator('all'), parts)).toMatchObject({ reason: 'too-few-answers', respondents: 29 })
    expect(keyDrivers(made(30), meanIndicator('all'), parts).kind).toBe('key-drivers')
    expect(keyDrivers(made(60), meanIndicator('all'), parts.slice(0, 2), { minimumEffectiveSampleSize: 61 })).toMatchObject({
      reason: 'too-few-answers',
      effectiveSampleSize: 60,
    })
    expect(keyDrivers(made(60), meanIndicator('all'), parts.slice(0, 1))).toMatchObject({ reason: 'too-few-answers' })
  })

  test('counts only those who answered everything: who does not know one part is outside', () => {
    const { items, ...rest } = made(40)
    const b = Float64Array.from(items['b'] ?? [], (code, row) => (row < 5 ? 98 : row < 8 ? Number.NaN : code))
    const found = keyDrivers({ ...rest, items: { ...items, b } }, meanIndicator('all'), parts)
    expect(found.kind === 'key-drivers' && found.respondents).toBe(32)
  })

  test('of more than 2,000 people takes evenly spaced ones, whose weights tell the same', () => {
    const found = keyDrivers(made(5000), meanIndicator('all'), parts)
    if (found.kind === 'refusal') throw new Error(found.detail)
    expect(found.respondents).toBe(1667)
    const whole = keyDrivers(made(2000), meanIndicator('all'), parts)
    expect(whole.kind === 'key-drivers' && whole.respondents).toBe(2000)
    expect(found.parts[0]?.importance).toBeCloseTo((whole.kind === 'key-drivers' && whole.parts[0]?.importance) || 0, 1)
  })

  test('refuses where everybody is as satisfied as everybody else', () => {
    const { items, ...rest } = made(40)
    const all = new Float64Array(40).fill(4)
    expect(keyDrivers({ ...rest, items: { ...items, all } }, meanIndicator('all'), parts)).toMatchObject({ reason: 'all-equal' })
  })
})
