import { describe, expect, test } from 'vitest'
import { fitMargins } from '@/lib/stats/fit-margins.ts'
import { kitagawa } from '@/lib/stats/kitagawa.ts'
import { type Margin, type MarginTarget, marginTargets } from '@/lib/stats/population-margin.ts'
import { rake } from '@/lib/stats/rake.ts'
import { rakeWithinLimits } from '@/lib/stats/rake-within-limits.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const margin = (name: string, codes: number[], totals: number[]): Margin => ({
  name,
  codes: Int32Array.from(codes),
  totals: Float64Array.from(totals),
})
const ones = (n: number) => new Float64Array(n).fill(1)
const targetsOf = (...margins: Margin[]): MarginTarget[] => {
  const targets = marginTargets(ones(margins[0]?.codes.length ?? 0), margins)
  if ('kind' in targets) throw new Error(targets.detail)
  return targets
}

describe('fitMargins', () => {
  test('one margin is met in one round, and weights that meet it need none', () => {
    const targets = targetsOf(margin('sex', [0, 0, 1], [8, 6]))
    const fitted = fitMargins(ones(3), targets, 1e-12, 100)
    expect([...fitted.weights]).toEqual([4, 4, 6])
    expect(fitted.rounds).toBe(1)
    expect(fitMargins(fitted.weights, targets, 1e-12, 100).rounds).toBe(0)
  })

  test('stops after the rounds it is given, and says which category is farthest off', () => {
    const targets = targetsOf(margin('sex', [0, 0, 1, 1], [60, 40]), margin('age', [0, 1, 0, 1], [30, 70]))
    const weights = Float64Array.of(4, 1, 2, 3)
    const one = fitMargins(weights, targets, 1e-12, 1)
    expect(one.rounds).toBe(1)
    expect(one.worst.error).toBeGreaterThan(1e-3)
    expect(one.worst.margin.name).toBe('sex')
    expect(fitMargins(weights, targets, 1e-12, 100).worst.error).toBeLessThan(1e-11)
    expect(fitMargins(weights, targets, 0.5, 100).rounds).toBeLessThan(3)
  })

  test('gives up when rounds bring nothing, long before their number ends', () => {
    const targets = targetsOf(margin('sex', [0, 0, 1, 1], [60, 40]), margin('age', [0, 0, 1, 1], [30, 70]))
    const fitted = fitMargins(ones(4), targets, 1e-12, 5000)
    expect(fitted.rounds).toBeLessThan(60)
    expect(fitted.worst).toMatchObject({ category: 1 })
    expect(fitted.worst.error).toBeCloseTo(0.75, 12)
  })

  test('people alike in one margin and different in the next are told apart, with those who miss one', () => {
    const sex = margin('sex', [0, 1, -1, 0, 1, -1], [50, 50])
    const age = margin('age', [1, 1, 1, 0, 0, -1], [40, 60])
    const { weights } = fitMargins(ones(6), targetsOf(sex, age), 1e-12, 500)
    const sum = (codes: Int32Array, code: number) => weights.reduce((total, weight, i) => total + (codes[i] === code ? weight : 0), 0)
    // A third misses sex, a sixth age.
    expect([sum(sex.codes, 0), sum(sex.codes, 1), sum(sex.codes, -1)].map((value) => value * 3)).toEqual(
      [100, 100, 100].map((value) => expect.closeTo(value, 8)),
    )
    expect([sum(age.codes, 0), sum(age.codes, 1), sum(age.codes, -1)]).toEqual(
      [100 / 3, 50, 100 / 6].map((value) => expect.closeTo(value, 8)),
    )
  })

  test('a refusal names the category, or none where those who miss the margin are off', () => {
    // The one who misses sex is the only young one, so that sex and age cannot both keep their sums.
    const sex = margin('sex', [-1, 0, 0, 0], [100])
    const age = margin('age', [0, 1, 1, 1], [60, 40])
    const refused = rake({ weights: ones(4), margins: [sex, age] })
    expect(refused).toMatchObject({ kind: 'refusal', reason: 'not-converged', margin: 'sex', category: null })
    const other = rake({ weights: ones(4), margins: [margin('a', [0, 0, 1, 1], [60, 40]), margin('b', [0, 0, 1, 1], [30, 70])] })
    expect(other).toMatchObject({ margin: 'a', category: '1' })
  })
})

describe('rakeWithinLimits', () => {
  const codes = [...new Array<number>(9).fill(0), 1]

  test('raises weights that are too small, and counts both kinds', () => {
    const raked = rakeWithinLimits({ weights: ones(10), margins: [margin('sex', codes, [99.5, 0.5])], lower: 0.3, upper: 3 })
    if (raked.kind !== 'raked') throw new Error(raked.detail)
    expect(raked.trimmed).toBe(1)
    expect(raked.weights[9]).toBeCloseTo(3, 9)
    expect(raked.weightMoved).toBeCloseTo(0.025, 9)
    expect(raked.leftOff.map(({ category }) => category)).toEqual(['0', '1'])
    expect(raked.maximumMarginError).toBeCloseTo(5, 6)
  })

  test('one round of trimming leaves more off than fifty', () => {
    const sex = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    const age = [0, 0, 0, 1, 1, 1, 0, 1, 1, 1]
    const request = { weights: ones(10), margins: [margin('sex', sex, [40, 60]), margin('age', age, [70, 30])], lower: 0.1, upper: 3.2 }
    const [once, often] = [rakeWithinLimits({ ...request, maximumTrims: 1 }), rakeWithinLimits(request)]
    if (once.kind !== 'raked' || often.kind !== 'raked') throw new Error('refused')
    expect(often.maximumMarginError).toBeLessThan(once.maximumMarginError)
    for (const { weights } of [once, often]) {
      expect(Math.max(...weights)).toBeLessThanOrEqual(32 + 1e-9)
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 9)
    }
  })

  test('weights on a limit are not outside it', () => {
    const raked = rakeWithinLimits({ weights: ones(4), margins: [margin('sex', [0, 0, 0, 1], [1.5, 2.5])], lower: 0.5, upper: 2.5 })
    expect(raked).toMatchObject({ kind: 'raked', trimmed: 0 })
  })
})

test('kitagawa throws on waves of another length and groups below -1', () => {
  const one = { design: surveyDesign({ weights: ones(1) }), answers: Float64Array.of(1), groups: Int32Array.of(0), groupCount: 1 }
  expect(() => kitagawa({ ...one, from: Uint8Array.of(1, 1), to: Uint8Array.of(0) })).toThrow(/columns of 1 rows/)
  expect(() => kitagawa({ ...one, from: Uint8Array.of(1), to: Uint8Array.of(0, 0) })).toThrow(/columns of 1 rows/)
  expect(() => kitagawa({ ...one, groups: Int32Array.of(-2), from: Uint8Array.of(1), to: Uint8Array.of(0) })).toThrow(/groups from -1/)
})
