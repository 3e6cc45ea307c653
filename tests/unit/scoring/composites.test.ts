import { describe, expect, test } from 'vitest'
import { placedIndicators } from '@/lib/scoring/check-model.ts'
import {
  type Combination,
  combinedCovariance,
  combinedValue,
  combineIndicators,
  differenceOf,
  geometricOf,
  sumVariances,
} from '@/lib/scoring/combine-indicators.ts'
import { planScores } from '@/lib/scoring/plan-scores.ts'
import { respondentScores } from '@/lib/scoring/respondent-scores.ts'
import { scoreIndicator } from '@/lib/scoring/score-indicator.ts'
import { thresholdsOf } from '@/lib/scoring/score-wave.ts'
import { sheetSamples } from '@/lib/scoring/sheet-sample.ts'
import { meanIndicator, modelOf, sheetOf, small } from './sheets.ts'

const NONE = Number.NaN
const model = modelOf({ D1: { '1.1': ['a'] }, D2: { '2.1': ['b'] } })
/** Scores 3.25 and 7.75 with known spreads. */
const prepare = () => {
  const samples = sheetSamples([sheetOf({ a: [1, 3, 2, 2], b: [3, 5, 5, 3] })], undefined, true)
  const results = placedIndicators(model).map((placed) => scoreIndicator(placed, samples.get('form'), thresholdsOf(small)))
  const plan = planScores(model, results)
  return { samples, plan, dimensions: plan.dimensions.map(({ at }) => plan.combinations[at as number] as Combination) }
}
const varianceOf = (combination: Combination) =>
  sumVariances(combineIndicators([combination], prepare().samples)[0]?.bySheet ?? []).variance

describe('combinations', () => {
  test('the covariance matrix holds the variances of its figures and that of their sum', () => {
    const { samples, plan, dimensions } = prepare()
    const [a, ab, ba, b] = combinedCovariance(dimensions, samples) as unknown as [number, number, number, number]
    expect(ab).toBe(ba)
    expect(a).toBeCloseTo(varianceOf(dimensions[0] as Combination), 12)
    const sum = plan.combinations[plan.index as number] as Combination
    expect(a + 2 * ab + b).toBeCloseTo(varianceOf(sum), 12)
    const difference = differenceOf(dimensions[0] as Combination, dimensions[1] as Combination)
    expect(combinedValue(difference)).toBeCloseTo(4.5, 12)
    expect(varianceOf(difference)).toBeCloseTo(a - 2 * ab + b, 12)
    expect(difference).toMatchObject({ minimum: -9, maximum: 9 })
  })

  test('sheets without any of the indicators add nothing to the covariance', () => {
    const { samples, dimensions } = prepare()
    const more = new Map([...samples, ...sheetSamples([sheetOf({ z: [1, 2] }, { instrument: 'other' })], undefined, true)])
    expect([...combinedCovariance(dimensions, more)]).toEqual([...combinedCovariance(dimensions, samples)])
  })

  test('the geometric mean is the root of the product, linearised by G / m sum dd / d', () => {
    const { samples, dimensions } = prepare()
    const geometric = geometricOf(dimensions)
    const value = Math.sqrt(3.25 * 7.75)
    expect(combinedValue(geometric)).toBeCloseTo(value, 12)
    const [a, ab, , b] = combinedCovariance(dimensions, samples) as unknown as [number, number, number, number]
    const [p, q] = [value / 2 / 3.25, value / 2 / 7.75]
    expect(varianceOf(geometric)).toBeCloseTo(p * p * a + 2 * p * q * ab + q * q * b, 12)
    expect(geometric).toMatchObject({ minimum: 1, maximum: 10 })
    expect(() => geometricOf([])).toThrow('geometricOf requires at least one part')
  })

  test('a sum stays inside its range against the last bit of rounding', () => {
    const { dimensions } = prepare()
    const term = dimensions[0]?.terms[0]
    if (!term) throw new Error('no term')
    expect(combinedValue({ terms: [term], minimum: 4, maximum: 10 })).toBe(4)
    expect(combinedValue({ terms: [term], minimum: 1, maximum: 3 })).toBe(3)
  })

  test('degrees of freedom follow Satterthwaite; without variance the fewest count', () => {
    const part = (variance: number, degreesOfFreedom: number) => ({ instrument: 'x', variance, degreesOfFreedom })
    expect(sumVariances([part(1, 10), part(3, 5)])).toEqual({ variance: 4, degreesOfFreedom: 16 / (0.1 + 9 / 5) })
    expect(sumVariances([part(0, 10), part(0, 5)])).toEqual({ variance: 0, degreesOfFreedom: 5 })
    expect(sumVariances([part(2, 7), part(0, 3)]).degreesOfFreedom).toBeCloseTo(7, 12)
  })
})

describe('respondentScores', () => {
  const shape = modelOf({ D1: { '1.1': ['a', 'b'], '1.2': ['c'], '1.3': ['d'] }, D2: { '2.1': ['e'] } })

  test('completes each person before averaging; half of the components are enough, all dimensions are needed', () => {
    const sheet = sheetOf({ a: [1, 1, NONE], b: [5, NONE, NONE], c: [3, 5, NONE], d: [5, NONE, 1], e: [1, 1, 1] })
    const got = respondentScores(shape, sheet)
    // Person one: components 5.5, 5.5, 10. Two: 1 and 10 of three. Three: one of three.
    expect([...(got.dimensions[0]?.scores ?? [])]).toEqual([7, 5.5, NONE])
    expect([...got.index]).toEqual([8, 6.5, NONE])
  })

  test('turns an indicator where lower is better', () => {
    const turned = {
      ...shape,
      dimensions: [
        { code: 'D1', components: [{ code: '1.1', indicators: [{ ...meanIndicator('a'), direction: 'lower-is-better' as const }] }] },
      ],
    }
    expect([...respondentScores(turned, sheetOf({ a: [1, 5] })).index]).toEqual([10, 1])
  })

  test('refuses an indicator of another instrument', () => {
    expect(() => respondentScores(shape, sheetOf({ a: [1] }, { instrument: 'other' }))).toThrow(
      'indicators of the instrument other, a is of form',
    )
  })
})
