import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibratedInfluence } from '@/lib/stats/calibrated-influence.ts'
import { calibratedMean } from '@/lib/stats/calibrated-mean.ts'
import type { Margin } from '@/lib/stats/population-margin.ts'
import { poststratify } from '@/lib/stats/poststratify.ts'
import { rake } from '@/lib/stats/rake.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const margin = (name: string, codes: number[], totals: number[]): Margin => ({
  name,
  codes: Int32Array.from(codes),
  totals: Float64Array.from(totals),
})
const ones = (n: number) => new Float64Array(n).fill(1)

describe('calibratedMean', () => {
  test('post-stratified: variance of the residuals from the means of the cells', () => {
    const cells = margin('sex', [0, 0, 1, 1], [30, 10])
    const weighted = poststratify(ones(4), cells)
    if (weighted.kind === 'refusal') throw new Error(weighted.detail)
    const design = surveyDesign({ weights: ones(4) })
    const got = calibratedMean(design, { designWeights: ones(4), weights: weighted.weights, margins: [cells] }, Float64Array.of(1, 3, 6, 8))
    // cell means 2 and 7; mean 0.75 * 2 + 0.25 * 7; residuals -1, 1, -1, 1 with weights 15, 15, 5, 5 over 40
    expect(got).toMatchObject({ kind: 'mean', value: 3.25, respondents: 4 })
    const total = 2 * (15 / 40) ** 2 + 2 * (5 / 40) ** 2
    expect(got.kind === 'mean' && got.standardError).toBeCloseTo(Math.sqrt((4 / 3) * total), 12)
  })

  test('what the margins fix has no doubt left', () => {
    const sex = margin('sex', [0, 0, 1, 1, 0, 1], [30, 10])
    const age = margin('age', [0, 1, 0, 1, 1, 0], [25, 15])
    const raked = rake({ weights: ones(6), margins: [sex, age] })
    if (raked.kind === 'refusal') throw new Error(raked.detail)
    const design = surveyDesign({ weights: ones(6) })
    const isWoman = Float64Array.from(sex.codes, (code) => (code === 0 ? 1 : 0))
    const got = calibratedMean(design, { designWeights: ones(6), weights: raked.weights, margins: [sex, age] }, isWoman)
    if (got.kind === 'refusal') throw new Error(got.detail)
    expect(got.value).toBeCloseTo(0.75, 10)
    expect(got.standardError).toBeLessThan(1e-10)
  })

  test('refuses where nobody answered, throws on lengths that differ and weights that are not positive', () => {
    const design = surveyDesign({ weights: ones(2) })
    const margins = [margin('sex', [0, 1], [1, 1])]
    expect(
      calibratedMean(design, { designWeights: ones(2), weights: ones(2), margins }, Float64Array.of(Number.NaN, Number.NaN)),
    ).toMatchObject({ kind: 'refusal' })
    expect(() => calibratedInfluence({ designWeights: ones(1), weights: ones(2), margins })).toThrow(/columns of 2 rows/)
    expect(() => calibratedInfluence({ designWeights: ones(2), weights: ones(2), margins: [margin('sex', [0], [1])] })).toThrow(
      /columns of 2 rows/,
    )
    expect(() => calibratedInfluence({ designWeights: ones(2), weights: Float64Array.of(0, 1), margins })).toThrow(/positive final weights/)
  })

  test('residuals add up to nothing over every category, and a second projection changes nothing', () => {
    const person = fc.record({
      sex: fc.integer({ min: -1, max: 1 }),
      age: fc.integer({ min: 0, max: 2 }),
      w: fc.double({ min: 0.2, max: 5, noNaN: true }),
      y: fc.double({ min: -9, max: 9, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(person, { minLength: 4, maxLength: 25 }), (people) => {
        const margins = [
          margin(
            'sex',
            people.map(({ sex }) => sex),
            [1, 1],
          ),
          margin(
            'age',
            people.map(({ age }) => age),
            [1, 1, 1],
          ),
        ]
        const weights = Float64Array.from(people, ({ w }) => w)
        // Final weights equal the design weights: residuals are then orthogonal to the dummies by the weights themselves.
        const project = calibratedInfluence({ designWeights: weights, weights, margins })
        const residuals = project(Float64Array.from(people, ({ y, w }) => y * w))
        for (const { codes } of margins)
          for (const code of new Set(codes))
            expect(residuals.reduce((sum, value, i) => sum + (codes[i] === code ? value : 0), 0)).toBeCloseTo(0, 6)
        project(residuals).forEach((value, i) => {
          expect(value).toBeCloseTo(residuals[i] as number, 6)
        })
      }),
    )
  })
})
