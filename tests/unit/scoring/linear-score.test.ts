import { describe, expect, test } from 'vitest'
import { linearMean, meanOfScores, scaleScore, toScore } from '@/lib/scoring/linear-score.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const thresholds = { level: 0.95, minimumRespondents: 2, minimumEffectiveSampleSize: 1 }
const plain = (n: number) => surveyDesign({ weights: new Float64Array(n).fill(1) })
const everyone = (n: number) => new Uint8Array(n).fill(1)

describe('meanOfScores', () => {
  const n = 6
  const design = plain(n)
  const staff = linearMean(design, Float64Array.of(1, 2, 3, 4, 5, 5), everyone(n), [1, 5])
  const waiting = linearMean(design, Float64Array.of(5, 4, 3, 2, 1, Number.NaN), everyone(n), [1, 5])

  test('the mean of two opposite items of the same people does not vary where both answered', () => {
    const first = linearMean(design, Float64Array.of(1, 2, 3, 4, 5, 3), everyone(n), [1, 5])
    const opposite = linearMean(design, Float64Array.of(5, 4, 3, 2, 1, 3), everyone(n), [1, 5])
    const got = meanOfScores([first, opposite])
    expect(got.value).toBeCloseTo(3, 14)
    for (const one of got.influence) expect(one).toBeCloseTo(0, 14)
    expect(got.influence).toHaveLength(n)
  })

  test('the mean of one is that one', () => {
    const got = meanOfScores([staff])
    expect([...got.influence]).toEqual([...staff.influence])
    expect(got).toMatchObject({ value: staff.value, minimum: 1, maximum: 5, respondents: 6, baseFreedom: 5, psus: 6 })
  })

  test('it has the respondents of the weakest and the freedom of the widest', () => {
    expect(staff).toMatchObject({ respondents: 6, baseFreedom: 5, psus: 6 })
    expect(waiting).toMatchObject({ respondents: 5, baseFreedom: 4, psus: 5 })
    for (const pair of [
      [staff, waiting],
      [waiting, staff],
    ])
      expect(meanOfScores(pair)).toMatchObject({ respondents: 5, effectiveSampleSize: 5, psus: 5, baseFreedom: 5 })
  })

  test('of nothing it is misuse', () => expect(() => meanOfScores([])).toThrow('meanOfScores requires a score'))
})

describe('toScore', () => {
  test('a plain mean has the standard error of the textbook and freedom n - 1', () => {
    const answers = [2, 3, 3, 4, 4, 5, 3, 2]
    const mean = 26 / 8
    const variance = answers.reduce((sum, answer) => sum + (answer - mean) ** 2, 0) / 7
    const got = toScore(plain(8), linearMean(plain(8), Float64Array.from(answers), everyone(8), [1, 5]), thresholds, 'staff')
    expect(got).toMatchObject({ kind: 'estimate', value: mean, degreesOfFreedom: 7, respondents: 8, level: 0.95 })
    if (got.kind === 'estimate') expect(got.standardError).toBeCloseTo(Math.sqrt(variance / 8), 12)
  })

  test('freedom is never more than that of the design nor less than one', () => {
    const clusters = surveyDesign({ weights: new Float64Array(8).fill(1), clusters: [Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2)] })
    const score = linearMean(clusters, Float64Array.of(1, 2, 3, 4, 5, 3, 2, 4), everyone(8), [1, 5])
    expect(toScore(clusters, { ...score, baseFreedom: 40 }, thresholds, 'x')).toMatchObject({ degreesOfFreedom: 2 })
    expect(toScore(clusters, { ...score, baseFreedom: 0 }, thresholds, 'x')).toMatchObject({ degreesOfFreedom: 1 })
  })

  test('an effective n of exactly the bound is enough, also when rounding took a little, and less is refused', () => {
    const score = linearMean(plain(6), Float64Array.of(1, 2, 3, 4, 5, 5), everyone(6), [1, 5])
    const with_ = (effectiveSampleSize: number) =>
      toScore(plain(6), { ...score, effectiveSampleSize }, { ...thresholds, minimumEffectiveSampleSize: 5 }, 'staff')
    expect(with_(5).kind).toBe('estimate')
    expect(with_(5 * (1 - 5e-13)).kind).toBe('estimate')
    expect(with_(5 * (1 - 1e-11))).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
    expect(with_(4.9)).toMatchObject({ kind: 'refusal', reason: 'too-few-answers', detail: 'staff: effective n 4.9, 5 wanted' })
  })

  test.each([
    [[Number.NaN, Number.NaN, Number.NaN], 'all-missing'],
    [[4, Number.NaN, Number.NaN], 'too-few-answers'],
  ] as const)('%j is refused as %s', (answers, reason) => {
    const score = linearMean(plain(3), Float64Array.from(answers), everyone(3), [1, 5])
    expect(toScore(plain(3), score, thresholds, 'staff')).toMatchObject({ kind: 'refusal', reason })
  })

  test('people of one cluster are refused, since nothing tells how clusters differ', () => {
    const clusters = surveyDesign({ weights: new Float64Array(4).fill(1), clusters: [Int32Array.of(0, 0, 1, 1)] })
    const score = linearMean(clusters, Float64Array.of(3, 4, Number.NaN, Number.NaN), everyone(4), [1, 5])
    expect(toScore(clusters, score, thresholds, 'staff')).toMatchObject({ kind: 'refusal', reason: 'single-psu' })
  })

  test('as per cent everything is scaled, and a value past the end by rounding is brought back', () => {
    const score = linearMean(plain(6), Float64Array.of(1, 0, 1, 1, 0, 1), everyone(6), [0, 1])
    const per = scaleScore(score, 100)
    expect([per.value, per.minimum, per.maximum]).toEqual([100 * (4 / 6), 0, 100])
    expect(per.influence[0]).toBeCloseTo(100 * (score.influence[0] as number), 12)
    expect(toScore(plain(6), { ...per, value: 100 + 1e-12 }, thresholds, 'x')).toMatchObject({ value: 100 })
    expect(toScore(plain(6), { ...per, value: -1e-12 }, thresholds, 'x')).toMatchObject({ value: 0 })
  })
})
