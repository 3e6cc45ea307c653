import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalPValue } from '@/lib/stats/normal.ts'
import { averageRanks, normaliseUnits } from '@/lib/stats/normalise-units.ts'
import { oaxacaBlinder } from '@/lib/stats/oaxaca-blinder.ts'
import { compareTwoSamples, designRankTest } from '@/lib/stats/rank-test.ts'
import { raoScott } from '@/lib/stats/rao-scott.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'
import { kruskalWallis, leastSquaresSlope, mannKendall, spearman } from '@/lib/stats/trend.ts'

const plain = (n: number) => surveyDesign({ weights: new Float64Array(n).fill(1) })

describe('raoScott', () => {
  test("of a simple random sample is nearly Pearson's test", () => {
    const rows = Int32Array.from({ length: 400 }, (_, i) => (i < 220 ? 0 : 1))
    const columns = Int32Array.from({ length: 400 }, (_, i) => (i % 5 < (i < 220 ? 2 : 3) ? 0 : 1))
    const got = raoScott(plain(400), rows, columns, 2, 2)
    if (got.kind === 'refusal') throw new Error(got.detail)
    // 88 132 / 108 72
    const expected = (400 * (88 * 72 - 132 * 108) ** 2) / (220 * 180 * 196 * 204)
    expect(got.chiSquare).toBeCloseTo(expected, 8)
    expect(got.table[0]).toEqual([expect.closeTo(88, 8), expect.closeTo(132, 8)])
    expect(got.numeratorFreedom).toBeCloseTo(1, 10)
    expect(got.f / got.chiSquare).toBeCloseTo(1, 1)
  })

  test('clusters whose people answer alike make it less sure', () => {
    const rows = Int32Array.from({ length: 80 }, (_, i) => (i % 20 < 10 ? 0 : 1))
    const columns = Int32Array.from({ length: 80 }, (_, i) => (Math.floor(i / 10) % 3 === 0 ? 0 : 1))
    const clusters = Int32Array.from({ length: 80 }, (_, i) => Math.floor(i / 10))
    const loose = raoScott(plain(80), rows, columns, 2, 2)
    const tight = raoScott(surveyDesign({ weights: new Float64Array(80).fill(1), clusters: [clusters] }), rows, columns, 2, 2)
    if (loose.kind === 'refusal' || tight.kind === 'refusal') throw new Error('refused')
    expect(tight.chiSquare).toBeCloseTo(loose.chiSquare, 10)
    expect(tight.fPValue).toBeGreaterThan(loose.fPValue)
    expect(tight.denominatorFreedom).toBeCloseTo(7, 8)
  })

  test('refuses where nobody gave both answers or a category is empty, throws on misuse', () => {
    expect(raoScott(plain(2), Int32Array.of(-1, 0), Int32Array.of(0, -1), 2, 2)).toMatchObject({ reason: 'all-missing' })
    expect(raoScott(plain(2), Int32Array.of(0, 0), Int32Array.of(0, 1), 2, 2)).toMatchObject({ reason: 'empty-category' })
    expect(() => raoScott(plain(2), Int32Array.of(0), Int32Array.of(0), 2, 2)).toThrow(/columns of 2 rows/)
    expect(() => raoScott(plain(1), Int32Array.of(0), Int32Array.of(0), 1, 2)).toThrow(/two or more rows and columns/)
  })
})

describe('compareTwoSamples', () => {
  test('counts pairs, ties as a half', () => {
    const got = compareTwoSamples([3, 5, Number.NaN], [1, 3, 4])
    if (got.kind === 'refusal') throw new Error(got.detail)
    // 3 beats 1, ties 3, loses to 4; 5 beats all: 1 + 0.5 + 3
    expect(got).toMatchObject({ firstCount: 2, secondCount: 3, u: 4.5, superiority: 0.75, cliffsDelta: 0.5 })
    expect(got.kolmogorovSmirnov).toBeCloseTo(0.5, 12)
    expect(got.welch?.t).toBeCloseTo((4 - 8 / 3) / Math.sqrt(2 / 2 + 7 / 3 / 3), 12)
    expect(got.cohensD).toBeCloseTo((4 - 8 / 3) / Math.sqrt((2 + 2 * (7 / 3)) / 3), 12)
    expect(got.continuityPValue).toBeGreaterThan(got.pValue)
  })

  test('the rank test by hand: variance with its tie correction, with and without half a step', () => {
    const [first, second] = [
      [1, 2, 2, 3, 5],
      [2, 3, 3, 4, 5, 5],
    ]
    const got = compareTwoSamples(first, second)
    if (got.kind === 'refusal') throw new Error(got.detail)
    const u = first.reduce((sum, x) => sum + second.reduce((inner, y) => inner + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0)
    expect(got.u).toBe(u)
    // ties: three 2, three 3, three 5 of 11 answers
    const deviation = Math.sqrt(((5 * 6) / 12) * (12 - (3 * (27 - 3)) / (11 * 10)))
    expect(got.pValue).toBeCloseTo(normalPValue((u - 15) / deviation), 12)
    expect(got.continuityPValue).toBeCloseTo(normalPValue((u - 15 + 0.5) / deviation), 12)
  })

  test('groups that stand level have a p-value of 1, also with half a step', () => {
    const got = compareTwoSamples([1, 3], [2, 2])
    expect(got).toMatchObject({ u: 2, pValue: 1, continuityPValue: 1 })
  })

  test('degrees of freedom of Welch: n - 1 of the first where the second does not vary', () => {
    expect(compareTwoSamples([1, 2, 3, 4], [2, 2, 2])).toMatchObject({ welch: { degreesOfFreedom: expect.closeTo(3, 12) } })
    expect(compareTwoSamples([2, 2, 2], [1, 2, 3, 4, 5])).toMatchObject({ welch: { degreesOfFreedom: expect.closeTo(4, 12) } })
    // equal sizes and variances: n + m - 2
    expect(compareTwoSamples([1, 2, 3], [2, 3, 4])).toMatchObject({ welch: { degreesOfFreedom: expect.closeTo(4, 12) } })
  })

  test('refuses too few answers and answers that are all equal', () => {
    expect(compareTwoSamples([1], [1, 2])).toMatchObject({ reason: 'too-few-answers' })
    expect(compareTwoSamples([1, 2], [1])).toMatchObject({ reason: 'too-few-answers' })
    expect(compareTwoSamples([2, 2], [2, 2])).toMatchObject({ reason: 'all-equal' })
  })

  test('two groups that do not vary in themselves are compared by rank, without a t', () => {
    const got = compareTwoSamples([4, 4], [1, 1])
    expect(got).toMatchObject({ u: 4, cliffsDelta: 1, kolmogorovSmirnov: 1, welch: null, cohensD: null })
  })

  test('the groups swapped turn every sign', () => {
    const answers = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        const [one, other] = [compareTwoSamples(a, b), compareTwoSamples(b, a)]
        if (one.kind === 'refusal' || other.kind === 'refusal') return
        expect(one.u + other.u).toBe(a.length * b.length)
        expect(one.cliffsDelta).toBeCloseTo(-other.cliffsDelta, 12)
        expect(one.pValue).toBeCloseTo(other.pValue, 12)
      }),
    )
  })
})

describe('designRankTest', () => {
  const answers = Float64Array.from({ length: 40 }, (_, i) => (i % 7) + (i < 20 ? 0 : 3))
  const isSecond = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1))

  test.each(['wilcoxon', 'vanderWaerden', 'median'] as const)('%s sees a group that answers higher', (score) => {
    const got = designRankTest(plain(40), answers, isSecond, score)
    if ('kind' in got) throw new Error(got.detail)
    expect(got.difference).toBeGreaterThan(0)
    expect(got.pValue).toBeLessThan(0.05)
    expect(got.degreesOfFreedom).toBe(38)
  })

  test('the rank of an answer is the weight below it and half of its own; with no part of the design it is a difference of means', () => {
    // Out of order, with ties, unlike weights, and people without an answer, a group or a weight.
    const values = Float64Array.of(4, 1, 3, 3, 5, 1, Number.NaN, 2, 2, 9)
    const group = Float64Array.of(1, 0, 0, 1, 1, 0, 1, Number.NaN, 1, 1)
    const weights = Float64Array.of(1, 2, 1, 3, 1, 2, 5, 5, 2, 0)
    const got = designRankTest(surveyDesign({ weights }), values, group)
    if ('kind' in got) throw new Error(got.detail)
    const inside = [0, 1, 2, 3, 4, 5, 8]
    const whole = inside.reduce((sum, row) => sum + (weights[row] as number), 0)
    const rank = (row: number) => {
      // Those of an equal answer enter one after the other, in the order of the file, and share their mean.
      const equals = inside.filter((other) => values[other] === values[row])
      let below = inside.reduce(
        (sum, other) => sum + ((values[other] as number) < (values[row] as number) ? (weights[other] as number) : 0),
        0,
      )
      const middles = equals.map((other) => {
        below += weights[other] as number
        return below - (weights[other] as number) / 2
      })
      return middles.reduce((sum, value) => sum + value, 0) / equals.length / whole
    }
    const meanOf = (which: number) => {
      const rows = inside.filter((row) => group[row] === which)
      const weight = rows.reduce((sum, row) => sum + (weights[row] as number), 0)
      return rows.reduce((sum, row) => sum + (weights[row] as number) * rank(row), 0) / weight
    }
    expect(got.difference).toBeCloseTo(meanOf(1) - meanOf(0), 12)
    // With equal weights the order of the file is nothing.
    const order = [8, 3, 0, 9, 5, 6, 1, 4, 7, 2]
    const of = (column: Float64Array) => Float64Array.from(order, (row) => column[row] as number)
    const [asFiled, shuffled] = [designRankTest(plain(10), values, group), designRankTest(plain(10), of(values), of(group))]
    if ('kind' in asFiled || 'kind' in shuffled) throw new Error('refused')
    expect(shuffled.difference).toBeCloseTo(asFiled.difference, 12)
  })

  test('the median score counts answers above the middle, not at it', () => {
    const got = designRankTest(plain(3), Float64Array.of(1, 2, 3), Float64Array.of(0, 0, 1), 'median')
    expect(got).toMatchObject({ difference: expect.closeTo(1, 12) })
  })

  test('says why it refuses', () => {
    const values = Float64Array.of(1, 2, 3, 4)
    expect(designRankTest(plain(4), values.fill(2), Float64Array.of(0, 1, 0, 1))).toMatchObject({ kind: 'refusal', reason: 'all-equal' })
    const nobody = new Float64Array(4).fill(Number.NaN)
    expect(designRankTest(plain(4), nobody, Float64Array.of(0, 1, 0, 1))).toMatchObject({ kind: 'refusal', reason: 'too-few-answers' })
  })

  test('refuses a group without answers', () => {
    expect(
      designRankTest(
        plain(40),
        answers,
        isSecond.map(() => 1),
      ),
    ).toMatchObject({ kind: 'refusal' })
  })
})

describe('trends', () => {
  test('Mann-Kendall by hand: four waves that always rise', () => {
    const got = mannKendall([1, 2, 4, 8])
    expect(got).toMatchObject({ s: 6, tauB: 1, senSlope: expect.closeTo(13 / 6, 12) })
    expect(got.variance).toBeCloseTo((4 * 3 * 13) / 18, 12)
    expect(got.z).toBeCloseTo(5 / Math.sqrt(26 / 3), 12)
    expect(mannKendall([1, 2, 4], [2020, 2022, 2026]).senSlope).toBe(0.5)
  })

  test('equal values show no trend', () => {
    expect(mannKendall([3, 3, 3])).toMatchObject({ s: 0, variance: 0, z: 0, pValue: 1, tauB: 0, senSlope: 0 })
    expect(mannKendall([3, 1, 2])).toMatchObject({ s: -1, z: 0 })
  })

  test('rank correlation, slope and Kruskal-Wallis by hand', () => {
    expect(spearman([1, 2, 3, 4], [10, 30, 20, 40])).toBeCloseTo(0.8, 12)
    expect(leastSquaresSlope([1, 2, 3], [2, 4, 9])).toBe(3.5)
    const { h, degreesOfFreedom } = kruskalWallis([
      [1, 2],
      [3, 4],
    ])
    expect(h).toBeCloseTo((12 / 20) * (9 / 2 + 49 / 2) - 15, 12)
    expect(degreesOfFreedom).toBe(1)
  })

  test('throw on misuse', () => {
    expect(() => mannKendall([1, 2])).toThrow(/three or more values/)
    expect(() => mannKendall([1, 2, 3], [1, 1, 2])).toThrow(/times that rise/)
    expect(() => leastSquaresSlope([1, 1], [1, 2])).toThrow(/two x that differ/)
    expect(() => kruskalWallis([[1, 1], [1]])).toThrow(/answers that differ/)
    expect(() => kruskalWallis([[1, 2], []])).toThrow(RangeError)
  })
})

describe('normaliseUnits', () => {
  test('puts units on 1 to 10, on standard deviations, and in order', () => {
    expect(normaliseUnits([2, 4, 4, 6])).toEqual({
      minmax: [1, 5.5, 5.5, 10],
      zscore: [-2, 0, 0, 2].map((value) => expect.closeTo(value / Math.sqrt(8 / 3), 12)),
      rank: [1, 2.5, 2.5, 4],
    })
  })

  test('equal units have no scale; throws on values that are none', () => {
    expect(normaliseUnits([3, 3])).toEqual({ minmax: null, zscore: null, rank: [1.5, 1.5] })
    expect(() => normaliseUnits([])).toThrow(RangeError)
    expect(() => normaliseUnits([Number.NaN])).toThrow('normaliseUnits requires finite values')
    expect(averageRanks([])).toEqual([])
  })
})

describe('oaxacaBlinder', () => {
  // Two waves; the trait is worth 2 points in both, and a third more people have it in the second.
  const people = [
    ...[0, 0, 1].map((trait) => ({ wave: 0, trait, y: 3 + 2 * trait })),
    ...[0, 1, 1].map((trait) => ({ wave: 1, trait, y: 3 + 2 * trait })),
    { wave: 0, trait: 0, y: 2 },
    { wave: 0, trait: 1, y: 4 },
    { wave: 1, trait: 0, y: 4 },
    { wave: 1, trait: 1, y: 6 },
  ]
  const split = () => {
    const got = oaxacaBlinder(
      plain(people.length),
      Float64Array.from(people, ({ y }) => y),
      [Float64Array.from(people, ({ trait }) => trait)],
      Uint8Array.from(people, ({ wave }) => 1 - wave),
      Uint8Array.from(people, ({ wave }) => wave),
    )
    if (got.kind === 'refusal') throw new Error(got.detail)
    return got
  }

  test('parts add up to the change whatever the reference', () => {
    const { byReference, total, threefold } = split()
    expect(total).toBeCloseTo(23 / 5 - 17 / 5, 12)
    for (const { explained, unexplained, explainedByTerm } of Object.values(byReference)) {
      expect(explained + unexplained).toBeCloseTo(total, 12)
      expect(explainedByTerm[0]).toBe(0)
      expect(explainedByTerm.reduce((sum, value) => sum + value, 0)).toBeCloseTo(explained, 12)
    }
    expect(threefold.endowments + threefold.coefficients + threefold.interaction).toBeCloseTo(total, 12)
  })

  test('what more people with the trait explain is their share times its worth', () => {
    const { byReference, coefficientsFrom, standardErrors } = split()
    expect(byReference.from.explained).toBeCloseTo(0.2 * (coefficientsFrom[1] as number), 12)
    expect(standardErrors.explained).toBeGreaterThan(0)
  })

  test('a wave in which nobody differs is refused', () => {
    const one = Float64Array.of(1, 2, 3, 4, 5, 6)
    const still = Float64Array.of(1, 1, 1, 0, 1, 0)
    expect(oaxacaBlinder(plain(6), one, [still], Uint8Array.of(1, 1, 1, 0, 0, 0), Uint8Array.of(0, 0, 0, 1, 1, 1))).toMatchObject({
      kind: 'refusal',
    })
  })
})
