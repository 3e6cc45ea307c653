import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Kitagawa, kitagawa } from '@/lib/stats/kitagawa.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

type Person = { wave: 0 | 1; group: number; y: number; w?: number }
const split = (people: readonly Person[], groupCount = 2) =>
  kitagawa({
    design: surveyDesign({ weights: Float64Array.from(people, ({ w = 1 }) => w) }),
    answers: Float64Array.from(people, ({ y }) => y),
    groups: Int32Array.from(people, ({ group }) => group),
    groupCount,
    from: Uint8Array.from(people, ({ wave }) => (wave === 0 ? 1 : 0)),
    to: Uint8Array.from(people, ({ wave }) => wave),
  })
const of = (result: ReturnType<typeof split>): Kitagawa => {
  if (result.kind === 'refusal') throw new Error(result.detail)
  return result
}
const people = (wave: 0 | 1, group: number, ...answers: number[]): Person[] => answers.map((y) => ({ wave, group, y }))

describe('kitagawa', () => {
  test('other people, same answers: all composition', () => {
    const got = of(split([...people(0, 0, 2, 2, 2), ...people(0, 1, 4), ...people(1, 0, 2), ...people(1, 1, 4, 4, 4)]))
    expect(got.total.value).toBe(1)
    expect(got.composition.value).toBe(1)
    expect(got.rate.value).toBe(0)
    expect(got.shareFrom).toEqual([0.75, 0.25])
  })

  test('same people, other answers: all rate', () => {
    const got = of(split([...people(0, 0, 1, 3), ...people(0, 1, 4, 4), ...people(1, 0, 2, 4), ...people(1, 1, 4, 6)]))
    expect(got.composition.value).toBe(0)
    expect(got.rate.value).toBe(1)
    expect(got.composition.standardError).toBeGreaterThan(0)
  })

  test('those without a group or an answer are outside', () => {
    const base = [...people(0, 0, 1, 3), ...people(0, 1, 4, 4), ...people(1, 0, 2, 4), ...people(1, 1, 4, 6)]
    const more = [...base, ...people(0, -1, 100), ...people(1, 0, Number.NaN)]
    expect(of(split(more)).total.value).toBe(of(split(base)).total.value)
    expect(of(split(more)).meanTo).toEqual([3, 5])
  })

  test('refuses a group with nobody in a wave, naming both', () => {
    expect(split([...people(0, 0, 1), ...people(1, 0, 2), ...people(1, 1, 3)])).toMatchObject({
      reason: 'empty-group',
      group: 1,
      wave: 'from',
    })
    expect(split([...people(0, 0, 1), ...people(0, 1, 2), ...people(1, 0, 3)])).toMatchObject({
      reason: 'empty-group',
      group: 1,
      wave: 'to',
    })
  })

  test('throws on lengths that differ and groups out of range', () => {
    const design = surveyDesign({ weights: new Float64Array(1).fill(1) })
    const one = { design, answers: Float64Array.of(1), groupCount: 1, from: Uint8Array.of(1), to: Uint8Array.of(0) }
    expect(() => kitagawa({ ...one, groups: Int32Array.of(0, 0) })).toThrow(/columns of 1 rows/)
    expect(() => kitagawa({ ...one, groups: Int32Array.of(1) })).toThrow(/groups from -1/)
  })

  test('parts add up to the change, however it is split', () => {
    const person = fc.record({
      wave: fc.constantFrom(0 as const, 1 as const),
      group: fc.integer({ min: 0, max: 2 }),
      y: fc.integer({ min: 1, max: 5 }),
      w: fc.integer({ min: 1, max: 5 }),
    })
    const everyGroup: Person[] = [0, 1, 2].flatMap((group) => [...people(0, group, 3), ...people(1, group, 2)])
    fc.assert(
      fc.property(fc.array(person, { maxLength: 25 }), (more) => {
        const all = [...everyGroup, ...more]
        const got = of(split(all, 3))
        const meanOf = (wave: number) => {
          const rows = all.filter((one) => one.wave === wave)
          return rows.reduce((sum, { y, w = 1 }) => sum + w * y, 0) / rows.reduce((sum, { w = 1 }) => sum + w, 0)
        }
        expect(got.total.value).toBeCloseTo(meanOf(1) - meanOf(0), 10)
        expect(got.composition.value + got.rate.value).toBeCloseTo(got.total.value, 10)
        const { compositionAtFromRates, rateAtFromShares, interaction } = got.threefold
        expect(compositionAtFromRates + rateAtFromShares + interaction).toBeCloseTo(got.total.value, 10)
        expect(got.compositionByGroup.reduce((sum, value) => sum + value, 0)).toBeCloseTo(got.composition.value, 10)
      }),
    )
  })

  test('standard errors are those of the derivative by each weight', () => {
    const base: Person[] = [...people(0, 0, 1, 3, 2), ...people(0, 1, 4, 5), ...people(1, 0, 2, 4, 3, 3), ...people(1, 1, 5, 2, 4)].map(
      (person, i) => ({ ...person, w: 1 + (i % 3) }),
    )
    const got = of(split(base))
    const step = 1e-5
    const errorOf = (pick: (result: Kitagawa) => number): number => {
      // z of a row: weight x derivative of the estimate by that weight
      const z = base.map(({ w = 1 }, row) => {
        const moved = (by: number) => pick(of(split(base.map((person, i) => (i === row ? { ...person, w: w + by } : person)))))
        return (w * (moved(step) - moved(-step))) / (2 * step)
      })
      const mean = z.reduce((sum, value) => sum + value, 0) / z.length
      return Math.sqrt((z.length / (z.length - 1)) * z.reduce((sum, value) => sum + (value - mean) ** 2, 0))
    }
    expect(got.composition.standardError).toBeCloseTo(
      errorOf(({ composition }) => composition.value),
      7,
    )
    expect(got.rate.standardError).toBeCloseTo(
      errorOf(({ rate }) => rate.value),
      7,
    )
    expect(got.total.standardError).toBeCloseTo(
      errorOf(({ total }) => total.value),
      7,
    )
  })

  test('shares and means of both waves are told by group', () => {
    const got = of(split([...people(0, 0, 1, 3), ...people(0, 1, 4, 4), ...people(1, 0, 2), ...people(1, 1, 4, 6, 5)]))
    expect([got.shareFrom, got.shareTo, got.meanFrom, got.meanTo]).toEqual([
      [0.5, 0.5],
      [0.25, 0.75],
      [2, 4],
      [2, 5],
    ])
  })
})
