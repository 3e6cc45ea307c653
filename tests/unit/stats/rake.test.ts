import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Margin } from '@/lib/stats/population-margin.ts'
import { rake } from '@/lib/stats/rake.ts'
import { rakeWithinLimits } from '@/lib/stats/rake-within-limits.ts'

const margin = (name: string, codes: number[], totals: number[], labels?: string[]): Margin => ({
  name,
  codes: Int32Array.from(codes),
  totals: Float64Array.from(totals),
  ...(labels ? { labels } : {}),
})
const ones = (n: number) => new Float64Array(n).fill(1)
const sumWhere = (weights: Float64Array, codes: ArrayLike<number>, code: number) =>
  weights.reduce((sum, weight, i) => sum + (codes[i] === code ? weight : 0), 0)

describe('rake', () => {
  test('one margin is post-stratification: population over sample in each category', () => {
    const raked = rake({ weights: ones(4), margins: [margin('sex', [0, 0, 0, 1], [30, 50])] })
    expect(raked).toMatchObject({ kind: 'raked', population: 80, missed: [] })
    expect(raked.kind === 'raked' && [...raked.weights]).toEqual([10, 10, 10, 50])
  })

  test('two margins of a 2 x 2 table keep its odds ratio and meet both margins', () => {
    const sex = margin('sex', [0, 0, 1, 1], [60, 40])
    const age = margin('age', [0, 1, 0, 1], [30, 70])
    const raked = rake({ weights: Float64Array.of(4, 1, 2, 3), margins: [sex, age] })
    if (raked.kind !== 'raked') throw new Error(raked.detail)
    const [a, b, c, d] = raked.weights as unknown as [number, number, number, number]
    expect((a * d) / (b * c)).toBeCloseTo((4 * 3) / (1 * 2), 9)
    expect(a + b).toBeCloseTo(60, 9)
    expect(a + c).toBeCloseTo(30, 9)
    expect(raked.maximumMarginError).toBeLessThan(1e-11)
  })

  test('design weights keep their proportions inside a category', () => {
    const raked = rake({ weights: Float64Array.of(1, 3, 5), margins: [margin('sex', [0, 0, 1], [8, 2])] })
    expect(raked.kind === 'raked' && [...raked.weights]).toEqual([2, 6, 2])
  })

  test('those who miss a margin keep their share of the weight, the others share the rest as the register says', () => {
    const sex = margin('sex', [0, 1, 1, -1], [50, 50])
    const raked = rake({ weights: ones(4), margins: [sex] })
    if (raked.kind !== 'raked') throw new Error(raked.detail)
    expect([...raked.weights]).toEqual([37.5, 18.75, 18.75, 25])
    expect(raked.missed).toEqual([{ margin: 'sex', respondents: 1, weightShare: 0.25 }])
  })

  test('refuses a category of the register that nobody in the sample has, naming it', () => {
    const raked = rake({ weights: ones(2), margins: [margin('village', [0, 1], [5, 5, 7], ['T1', 'T2', 'T3'])] })
    expect(raked).toMatchObject({ kind: 'refusal', reason: 'empty-category', margin: 'village', category: 'T3' })
  })

  test('a category without anyone in register and sample is no reason to refuse', () => {
    const raked = rake({ weights: ones(2), margins: [margin('village', [0, 1], [5, 5, 0])] })
    expect(raked.kind === 'raked' && [...raked.weights]).toEqual([5, 5])
  })

  test('refuses respondents in a category of which the register counts nobody', () => {
    expect(rake({ weights: ones(2), margins: [margin('sex', [0, 1], [5, 0])] })).toMatchObject({
      reason: 'unknown-category',
      category: '1',
    })
  })

  test('refuses margins that do not add up to the same population, naming the second', () => {
    const raked = rake({ weights: ones(2), margins: [margin('sex', [0, 1], [3, 3]), margin('age', [0, 1], [2, 3])] })
    expect(raked).toMatchObject({ kind: 'refusal', reason: 'inconsistent-margin', margin: 'age', category: null })
  })

  test('refuses a population of nobody and a margin that everybody misses', () => {
    expect(rake({ weights: ones(1), margins: [margin('sex', [0], [0])] })).toMatchObject({ reason: 'inconsistent-margin' })
    expect(rake({ weights: ones(1), margins: [margin('sex', [-1], [4])] })).toMatchObject({ reason: 'no-respondents' })
    expect(rake({ weights: ones(0), margins: [margin('sex', [], [4])] })).toMatchObject({ reason: 'no-respondents' })
  })

  test('refuses margins that no weights meet because their categories never part', () => {
    const sex = margin('sex', [0, 0, 1, 1], [60, 40])
    const age = margin('age', [0, 0, 1, 1], [30, 70])
    expect(rake({ weights: ones(4), margins: [sex, age] })).toMatchObject({ kind: 'refusal', reason: 'not-converged' })
  })

  test.each([
    { case: 'no margin', weights: ones(1), margins: [] },
    { case: 'a weight of zero', weights: Float64Array.of(0), margins: [margin('sex', [0], [1])] },
    { case: 'a weight that is not a number', weights: Float64Array.of(Number.NaN), margins: [margin('sex', [0], [1])] },
    { case: 'an endless weight', weights: Float64Array.of(Infinity), margins: [margin('sex', [0], [1])] },
    { case: 'fewer codes than weights', weights: ones(2), margins: [margin('sex', [0], [1])] },
    { case: 'a code beyond the categories', weights: ones(1), margins: [margin('sex', [1], [1])] },
    { case: 'a code below -1', weights: ones(1), margins: [margin('sex', [-2], [1])] },
    { case: 'a negative total', weights: ones(1), margins: [margin('sex', [0], [-1])] },
  ])('throws on $case', ({ weights, margins }) => {
    expect(() => rake({ weights, margins })).toThrow(/^rake requires/)
  })

  test('margins of a known set of weights are met, whatever the order of margins and the scale of the design weights', () => {
    const person = fc.record({
      sex: fc.integer({ min: -1, max: 1 }),
      age: fc.integer({ min: 0, max: 3 }),
      weight: fc.double({ min: 0.2, max: 5, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(person, { minLength: 5, maxLength: 60 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (people, scale) => {
        const known = people.filter((one) => one.sex >= 0)
        fc.pre(known.some((one) => one.sex === 0) && known.some((one) => one.sex === 1))
        const ages = [0, 1, 2, 3].map((age) => people.filter((one) => one.age === age).reduce((sum, one) => sum + one.weight, 0))
        const population = ages.reduce((sum, total) => sum + total, 0)
        // Sex shares as the sample's own among those known, a tenth moved: feasible unless sex and age are bound together.
        const share =
          known.filter((one) => one.sex === 0).reduce((sum, one) => sum + one.weight, 0) / known.reduce((sum, one) => sum + one.weight, 0)
        const women = population * Math.min(0.95, Math.max(0.05, share * 0.9 + 0.05))
        const sex = margin(
          'sex',
          people.map((one) => one.sex),
          [women, population - women],
        )
        const age = margin(
          'age',
          people.map((one) => one.age),
          ages,
        )
        const weights = Float64Array.from(people, (one) => one.weight)
        const one = rake({ weights, margins: [sex, age] })
        const other = rake({ weights: weights.map((weight) => weight * scale), margins: [age, sex] })
        if (one.kind === 'refusal' || other.kind === 'refusal') {
          // Not solvable is said the same way round.
          expect([one.kind, other.kind]).toEqual(['refusal', 'refusal'])
          return
        }
        const missed = one.missed[0]?.weightShare ?? 0
        expect(sumWhere(one.weights, sex.codes, 0) / (women * (1 - missed))).toBeCloseTo(1, 8)
        for (let code = 0; code < 4; code++)
          if (ages[code] !== 0) expect(sumWhere(one.weights, age.codes, code) / (ages[code] as number)).toBeCloseTo(1, 8)
        for (let i = 0; i < people.length; i++) expect((other.weights[i] as number) / (one.weights[i] as number)).toBeCloseTo(1, 4)
      }),
    )
  })

  test('does not change its arguments', () => {
    const weights = ones(3)
    rake({ weights, margins: [margin('sex', [0, 0, 1], [5, 9])] })
    expect([...weights]).toEqual([1, 1, 1])
  })
})

describe('rakeWithinLimits', () => {
  test('is plain raking where no weight is outside the limits', () => {
    const margins = [margin('sex', [0, 0, 1, 1], [60, 40])]
    const plain = rake({ weights: ones(4), margins })
    expect(rakeWithinLimits({ weights: ones(4), margins })).toMatchObject({ ...plain, trimmed: 0, weightMoved: 0, leftOff: [] })
  })

  test('holds the limits and the population, and lists what the margins lost', () => {
    const codes = [...new Array(9).fill(0), 1]
    const raked = rakeWithinLimits({ weights: ones(10), margins: [margin('sex', codes, [50, 50], ['women', 'men'])], upper: 3 })
    if (raked.kind !== 'raked') throw new Error(raked.detail)
    expect(raked.weights[9]).toBeCloseTo(30, 9)
    expect(raked.weights[0]).toBeCloseTo(70 / 9, 9)
    expect(raked.trimmed).toBe(1)
    expect(raked.weightMoved).toBeCloseTo(0.2, 9)
    expect(raked.leftOff.map(({ category, wanted }) => [category, wanted])).toEqual([
      ['women', 50],
      ['men', 50],
    ])
    expect(raked.leftOff[1]?.reached).toBeCloseTo(30, 9)
    expect(raked.maximumMarginError).toBeCloseTo(0.4, 9)
  })

  test('meets the margins too where the limits leave room', () => {
    // The one respondent young and male would weigh 4.6 means; others of the same sex or age can take the rest.
    const sex = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    const age = [0, 0, 0, 1, 1, 1, 0, 1, 1, 1]
    const margins = [margin('sex', sex, [40, 60]), margin('age', age, [70, 30])]
    const plain = rake({ weights: ones(10), margins })
    const limited = rakeWithinLimits({ weights: ones(10), margins, lower: 0.1, upper: 3.5 })
    if (plain.kind !== 'raked' || limited.kind !== 'raked') throw new Error('refused')
    expect(Math.max(...plain.weights)).toBeGreaterThan(35)
    expect(Math.max(...limited.weights)).toBeLessThanOrEqual(35 + 1e-9)
    expect(limited.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 9)
    for (const { wanted, reached } of limited.leftOff) expect(Math.abs(reached - wanted) / wanted).toBeLessThan(0.1)
  })

  test('passes on a refusal', () => {
    expect(rakeWithinLimits({ weights: ones(1), margins: [margin('sex', [0], [1, 1])] })).toMatchObject({ reason: 'empty-category' })
  })

  test.each([
    { lower: -1, upper: 3 },
    { lower: 1, upper: 3 },
    { lower: 0.3, upper: 1 },
    { lower: Number.NaN, upper: 3 },
  ])('throws on limits $lower and $upper', (limits) => {
    expect(() => rakeWithinLimits({ weights: ones(1), margins: [margin('sex', [0], [1])], ...limits })).toThrow(
      /^rakeWithinLimits requires/,
    )
  })
})
