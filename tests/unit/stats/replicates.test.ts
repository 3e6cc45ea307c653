import { describe, expect, test } from 'vitest'
import { linearisedMean } from '@/lib/stats/linearised-mean.ts'
import { jackknifeReplicates, replicateEstimate, replicateFreedom } from '@/lib/stats/replicates.ts'
import { linearisedVariance, surveyDesign } from '@/lib/stats/survey-design.ts'

const y = Float64Array.of(1, 4, 2, 8, 5, 7)
const mean = (design: ReturnType<typeof surveyDesign>) => (weights: Float64Array) => linearisedMean({ ...design, weights }, y).mean

describe('jackknifeReplicates', () => {
  test('of equal weights give the standard error of a plain mean', () => {
    const design = surveyDesign({ weights: new Float64Array(6).fill(1) })
    const replicates = jackknifeReplicates(design)
    expect(replicates).toMatchObject({ scale: 5 / 6, degreesOfFreedom: 5 })
    expect(replicates.weights[1]?.[1]).toBe(0)
    expect(replicates.weights[1]?.[0]).toBeCloseTo(1.2, 12)
    const { standardError } = replicateEstimate(design, replicates, mean(design))
    const { influence } = linearisedMean(design, y)
    expect(standardError).toBeCloseTo(Math.sqrt(linearisedVariance(design, [influence])[0] as number), 12)
  })

  test('of strata keep the other strata and a factor for each PSU', () => {
    const strata = Int32Array.of(0, 0, 0, 1, 1, 1)
    const design = surveyDesign({ weights: new Float64Array(6).fill(2), strata, populationSizes: [Float64Array.of(6, 6, 6, 3, 3, 3)] })
    const replicates = jackknifeReplicates(design)
    expect(replicates.scale).toBe(1)
    replicates.replicateScales.forEach((factor, r) => {
      expect(factor).toBeCloseTo(r < 3 ? (2 / 3) * 0.5 : 0, 12)
    })
    expect([...(replicates.weights[0] as Float64Array)]).toEqual([0, 3, 3, 2, 2, 2])
  })

  test('of clusters leave out whole clusters', () => {
    const design = surveyDesign({ weights: new Float64Array(6).fill(1), clusters: [Int32Array.of(1, 1, 2, 2, 3, 3)] })
    expect(jackknifeReplicates(design).weights.map((weights) => [...weights])).toEqual([
      [0, 0, 1.5, 1.5, 1.5, 1.5],
      [1.5, 1.5, 0, 0, 1.5, 1.5],
      [1.5, 1.5, 1.5, 1.5, 0, 0],
    ])
  })

  test('throws on a stratum with one PSU', () => {
    expect(() => jackknifeReplicates(surveyDesign({ weights: Float64Array.of(1, 1, 1), strata: Int32Array.of(0, 0, 1) }))).toThrow(
      /two or more PSUs/,
    )
  })
})

describe('replicateEstimate', () => {
  test('about the mean of the replicates is never above about the full sample', () => {
    const design = surveyDesign({ weights: Float64Array.of(1, 2, 3, 1, 2, 3) })
    const replicates = jackknifeReplicates(design)
    const full = replicateEstimate(design, replicates, (weights) => mean(design)(weights) ** 3)
    const centred = replicateEstimate(design, replicates, (weights) => mean(design)(weights) ** 3, 'mean')
    expect(centred.value).toBe(full.value)
    expect(centred.standardError).toBeLessThan(full.standardError)
  })
})

test('degrees of freedom of given replicates are their rank less one', () => {
  const [a, b] = [Float64Array.of(2, 0, 1), Float64Array.of(0, 2, 1)]
  expect(replicateFreedom([a, b])).toBe(1)
  expect(replicateFreedom([a, b, a.map((value, row) => value + (b[row] as number))])).toBe(1)
})
