import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalibrateRequest, calibrate, regressionResidual } from '@/lib/stats/calibrate.ts'
import { rake } from '@/lib/stats/rake.ts'

const ones = (n: number) => new Float64Array(n).fill(1)
const age = Float64Array.of(20, 30, 40, 50, 60)
const request = (more: Partial<CalibrateRequest> = {}): CalibrateRequest => ({
  weights: ones(5),
  columns: [ones(5), age],
  totals: [100, 4200],
  distance: 'linear',
  ...more,
})
const weightsOf = (of: CalibrateRequest) => {
  const got = calibrate(of)
  if (got.kind === 'refusal') throw new Error(got.detail)
  return got
}
const totalOf = (weights: Float64Array, column: Float64Array) => weights.reduce((sum, weight, i) => sum + weight * (column[i] as number), 0)

describe('calibrate', () => {
  test.each(
    [
      { distance: 'linear' as const },
      { distance: 'raking' as const },
      { distance: 'logit' as const, bounds: [0.1, 40] as const },
      { distance: 'linear' as const, bounds: [5, 30] as const },
    ].filter(({ bounds }) => !bounds || bounds[0] < 1),
  )('$distance meets the totals', (of) => {
    const { weights, maximumTotalError } = weightsOf(request(of))
    expect(totalOf(weights, ones(5))).toBeCloseTo(100, 8)
    expect(totalOf(weights, age)).toBeCloseTo(4200, 6)
    expect(maximumTotalError).toBeLessThan(1e-9)
  })

  test('linear weights are the regression estimator: g = 1 + x l', () => {
    const { weights } = weightsOf(request())
    // Weights lie on a line over age, since all design weights are 1.
    const step = (weights[1] as number) - (weights[0] as number)
    for (let i = 2; i < 5; i++) expect((weights[i] as number) - (weights[i - 1] as number)).toBeCloseTo(step, 9)
  })

  test('with category dummies the exponential distance is raking', () => {
    const sex = [0, 0, 1, 1, 1]
    const dummies = [0, 1].map((code) => Float64Array.from(sex, (own) => (own === code ? 1 : 0)))
    const calibrated = weightsOf({ weights: Float64Array.of(1, 2, 1, 1, 2), columns: dummies, totals: [60, 40], distance: 'raking' })
    const raked = rake({
      weights: Float64Array.of(1, 2, 1, 1, 2),
      margins: [{ name: 'sex', codes: Int32Array.from(sex), totals: Float64Array.of(60, 40) }],
    })
    if (raked.kind === 'refusal') throw new Error(raked.detail)
    calibrated.weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(raked.weights[i] as number, 9)
    })
  })

  test('bounds hold, and refuse totals that they cannot meet', () => {
    const near = request({ totals: [5, 210], bounds: [0.5, 1.5] })
    for (const distance of ['linear', 'logit'] as const) {
      const { leastFactor, largestFactor } = weightsOf({ ...near, distance })
      expect(leastFactor).toBeGreaterThanOrEqual(0.5)
      expect(largestFactor).toBeLessThanOrEqual(1.5)
    }
    expect(calibrate(request({ totals: [5, 260], bounds: [0.9, 1.1] }))).toMatchObject({ kind: 'refusal', reason: 'not-converged' })
  })

  test('a column that others give is passed over where its total agrees, and refused where it does not', () => {
    const twice = age.map((value) => 2 * value)
    expect(calibrate(request({ columns: [ones(5), age, twice], totals: [100, 4200, 8400] })).kind).toBe('calibrated')
    expect(calibrate(request({ columns: [ones(5), age, twice], totals: [100, 4200, 8000] })).kind).toBe('refusal')
  })

  test.each([
    { case: 'no column', of: request({ columns: [], totals: [] }) },
    { case: 'a total too few', of: request({ totals: [1] }) },
    { case: 'a weight of zero', of: request({ weights: Float64Array.of(0, 1, 1, 1, 1) }) },
    { case: 'a missing value', of: request({ columns: [ones(5), age.map((value, i) => (i === 0 ? Number.NaN : value))] }) },
    { case: 'an endless total', of: request({ totals: [100, Infinity] }) },
    { case: 'bounds that leave out 1', of: request({ bounds: [1, 2] }) },
    { case: 'logit without bounds', of: request({ distance: 'logit' }) },
  ])('throws on $case', ({ of }) => {
    expect(() => calibrate(of)).toThrow(/^calibrate requires/)
  })

  test('totals of known weights are always met by the exponential distance', () => {
    const person = fc.record({
      // Of a size that a total can feel: next to 1e-162 no double tells two totals apart.
      x: fc.integer({ min: -300, max: 300 }).map((hundredths) => hundredths / 100),
      w: fc.double({ min: 0.3, max: 3, noNaN: true }),
      g: fc.double({ min: 0.5, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(person, { minLength: 3, maxLength: 20 }), (people) => {
        const weights = Float64Array.from(people, ({ w }) => w)
        const columns = [ones(people.length), Float64Array.from(people, ({ x }) => x)]
        const wanted = columns.map((column) =>
          totalOf(
            Float64Array.from(people, ({ w, g }) => w * g),
            column,
          ),
        )
        const got = calibrate({ weights, columns, totals: wanted, distance: 'raking' })
        if (got.kind === 'refusal') throw new Error(got.detail)
        columns.forEach((column, k) => {
          expect(totalOf(got.weights, column)).toBeCloseTo(wanted[k] as number, 6)
        })
      }),
    )
  })
})

test('what the auxiliary variables give leaves no residual', () => {
  const weights = Float64Array.of(1, 2, 1, 2, 1)
  const influence = age.map((value, i) => (weights[i] as number) * (3 + 2 * value))
  for (const value of regressionResidual(influence, [ones(5), age], ones(5), weights)) expect(value).toBeCloseTo(0, 9)
  expect(() => regressionResidual(influence, [ones(4)], ones(5), weights)).toThrow(/columns of 5 rows/)
})
