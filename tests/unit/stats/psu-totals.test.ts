import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast, domainMeans } from '@/lib/stats/difference-of-means.ts'
import { meanEstimate } from '@/lib/stats/mean-estimate.ts'
import { addToPsuTotals, mergePsuTotals, psuTotals } from '@/lib/stats/psu-totals.ts'
import { differenceOfSlots, meanOfSlots, slotDesign } from '@/lib/stats/slot-means.ts'
import { surveyDesign } from '@/lib/stats/survey-design.ts'

const STRATA = 2
const PSUS = 6
const WAVES = 2
const SLOTS = PSUS * WAVES
/** Slot = PSU x 2 + wave; PSUs 0..2 in stratum 0, 3..5 in stratum 1. */
const design = () =>
  slotDesign(
    Int32Array.from({ length: SLOTS }, (_, slot) => Math.floor(slot / WAVES)),
    Int32Array.from({ length: PSUS }, (_, psu) => Math.floor(psu / 3)),
  )
const slotsOfWave = (wave: number) => Array.from({ length: PSUS }, (_, psu) => psu * WAVES + wave)

const answer = fc.record({
  psu: fc.nat(PSUS - 1),
  wave: fc.nat(WAVES - 1),
  weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
  value: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(Number.NaN)),
})
type Answer = { psu: number; wave: number; weight: number; value: number }
const totalsOf = (answers: readonly Answer[]) =>
  psuTotals({
    slotOfRow: Int32Array.from(answers, ({ psu, wave }) => psu * WAVES + wave),
    slots: SLOTS,
    weights: Float64Array.from(answers, ({ weight }) => weight),
    values: Float64Array.from(answers, ({ value }) => value),
  })
/** One row of weight zero in each PSU keeps the full design in the row-level estimator; it answers nothing. */
const withAllPsus = (answers: readonly Answer[]) => [
  ...answers,
  ...Array.from({ length: PSUS }, (_, psu) => ({ psu, wave: 0, weight: 1e-9, value: Number.NaN })),
]
const rowDesign = (answers: readonly Answer[]) =>
  surveyDesign({
    weights: Float64Array.from(answers, ({ weight }) => weight),
    strata: Int32Array.from(answers, ({ psu }) => Math.floor(psu / 3)),
    clusters: [Int32Array.from(answers, ({ psu }) => psu)],
  })

describe('psuTotals', () => {
  test('adds n, sum w, sum w y and sum w^2 by slot; missing answers and zero weights are no answers', () => {
    const totals = psuTotals({
      slotOfRow: Int32Array.of(0, 1, 0, 1, 1),
      slots: 2,
      weights: Float64Array.of(2, 3, 1, 5, 0),
      values: Float64Array.of(4, 1, 3, Number.NaN, 2),
    })
    expect([...totals.sums]).toEqual([2, 3, 11, 5, 1, 3, 3, 9])
  })

  test.each([
    { case: 'lengths that differ', rows: { weights: Float64Array.of(1) }, message: 'psuTotals requires 2 weights and values' },
    { case: 'values of another length', rows: { values: Float64Array.of(1) }, message: 'psuTotals requires 2 weights and values' },
    { case: 'a slot that is not there', rows: { slotOfRow: Int32Array.of(0, 2) }, message: 'a slot below 2' },
    { case: 'a negative slot', rows: { slotOfRow: Int32Array.of(0, -1) }, message: 'in row 1' },
    { case: 'a negative weight', rows: { weights: Float64Array.of(-1, 1) }, message: 'in row 0' },
    { case: 'an infinite weight', rows: { weights: Float64Array.of(1, Infinity) }, message: 'in row 1' },
    { case: 'a weight that is no number', rows: { weights: Float64Array.of(1, Number.NaN) }, message: 'in row 1' },
  ])('refuses $case', ({ rows, message }) => {
    const base = { slotOfRow: Int32Array.of(0, 1), slots: 2, weights: Float64Array.of(1, 1), values: Float64Array.of(1, 2) }
    expect(() => psuTotals({ ...base, ...rows })).toThrow(message)
  })

  test('answers may come in batches, also in single precision', () => {
    const totals = psuTotals({ slotOfRow: Int32Array.of(0), slots: 2, weights: Float64Array.of(2), values: Float64Array.of(4) })
    addToPsuTotals(totals, { slotOfRow: Uint16Array.of(1, 0), slots: 2, weights: Float64Array.of(1, 3), values: Float32Array.of(5, 1) })
    expect([...totals.sums]).toEqual([2, 5, 11, 13, 1, 1, 5, 1])
    const other = { slotOfRow: Int32Array.of(0), slots: 3, weights: Float64Array.of(1), values: Float64Array.of(1) }
    expect(() => addToPsuTotals(totals, other)).toThrow('addToPsuTotals requires equal slots, got 2 and 3')
  })

  test('totals of parts, merged, are the totals of the whole', () => {
    fc.assert(
      fc.property(fc.array(answer), fc.array(answer), (one, other) => {
        const merged = mergePsuTotals(totalsOf(one), totalsOf(other))
        totalsOf([...one, ...other]).sums.forEach((sum, at) => {
          expect(merged.sums[at]).toBeCloseTo(sum, 9)
        })
      }),
    )
    expect(() => mergePsuTotals({ slots: 1, sums: new Float64Array(4) }, { slots: 2, sums: new Float64Array(8) })).toThrow(
      'equal slots, got 1 and 2',
    )
  })
})

describe('meanOfSlots', () => {
  test('says what the estimator over rows says, from four numbers a slot', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 40 }), (drawn) => {
        const answers = withAllPsus(drawn)
        const inside = Uint8Array.from(answers, ({ wave }) => (wave === 1 ? 1 : 0))
        const rows = meanEstimate(
          rowDesign(answers),
          Float64Array.from(answers, ({ value }) => value),
          inside,
        )
        const slots = meanOfSlots(totalsOf(answers), design(), slotsOfWave(1))
        expect(slots.kind).toBe(rows.kind)
        if (slots.kind === 'refusal' || rows.kind === 'refusal') return
        expect(slots).toMatchObject({ respondents: rows.respondents, degreesOfFreedom: PSUS - STRATA })
        expect(slots.mean).toBeCloseTo(rows.mean, 10)
        expect(slots.sumOfWeights).toBeCloseTo(rows.sumOfWeights, 9)
        expect(slots.total).toBeCloseTo(rows.total, 9)
        expect(slots.effectiveSampleSize).toBeCloseTo(rows.effectiveSampleSize, 8)
        if (rows.standardError !== null) expect(slots.standardError).toBeCloseTo(rows.standardError, 8)
      }),
    )
  })

  test('adding a unit changes no other unit', () => {
    const answers: Answer[] = [
      { psu: 0, wave: 0, weight: 1, value: 2 },
      { psu: 1, wave: 0, weight: 2, value: 5 },
    ]
    const own = [0, 2, 4]
    const alone = meanOfSlots(totalsOf(answers), design(), own)
    const beside = meanOfSlots(totalsOf([...answers, { psu: 4, wave: 0, weight: 9, value: 1 }]), design(), own)
    expect(beside).toEqual(alone)
  })

  test('a lone PSU is measured from zero', () => {
    const lone = slotDesign(Int32Array.of(0, 1, 2), Int32Array.of(0, 0, 1))
    const totals = psuTotals({
      slotOfRow: Int32Array.of(0, 1, 2),
      slots: 3,
      weights: Float64Array.of(1, 1, 2),
      values: Float64Array.of(1, 3, 4),
    })
    const got = meanOfSlots(totals, lone, [0, 1, 2])
    // m = 3; residual totals / 4: -0.5, 0 and 0.5. Stratum of two: 2 x 2 x 0.25^2; the lone one 0.5^2.
    expect(got).toMatchObject({ mean: 3, degreesOfFreedom: 1 })
    expect(got.kind === 'mean' && got.standardError).toBeCloseTo(Math.sqrt(0.25 + 0.25), 12)
  })

  test('slots without an answer are a refusal', () => {
    expect(meanOfSlots(totalsOf([]), design(), [0, 1])).toEqual({ kind: 'refusal', reason: 'all-missing' })
  })

  test('refuses PSUs without a stratum', () => {
    expect(() => slotDesign(Int32Array.of(1), Int32Array.of(0))).toThrow('slotDesign requires a PSU for each slot')
    expect(() => slotDesign(Int32Array.of(-1), Int32Array.of(0))).toThrow(RangeError)
    expect(() => slotDesign(Int32Array.of(0), Int32Array.of(-1))).toThrow(RangeError)
  })
})

describe('differenceOfSlots', () => {
  test('keeps the covariance of waves that share their PSUs, as the estimator over rows does', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 2, maxLength: 40 }), (drawn) => {
        const answers = withAllPsus(drawn)
        const masks = [0, 1].map((wave) => Uint8Array.from(answers, (one) => (one.wave === wave ? 1 : 0)))
        const rows = domainMeans(
          rowDesign(answers),
          Float64Array.from(answers, ({ value }) => value),
          masks,
        )
        const slots = differenceOfSlots(totalsOf(answers), design(), slotsOfWave(0), slotsOfWave(1))
        if (slots.kind === 'refusal' || rows.kind === 'refusal') {
          expect(slots.kind).toBe(rows.kind === 'refusal' ? 'refusal' : 'difference')
          return
        }
        const change = contrast(rows, [-1, 1])
        expect(slots.difference).toBeCloseTo(change.estimate, 10)
        expect(slots.standardError).toBeCloseTo(change.standardError, 6)
      }),
    )
  })

  test('without answers in a wave there is no difference', () => {
    const only = [{ psu: 0, wave: 1, weight: 1, value: 3 }]
    expect(differenceOfSlots(totalsOf(only), design(), slotsOfWave(0), slotsOfWave(1))).toMatchObject({ kind: 'refusal' })
    expect(differenceOfSlots(totalsOf(only), design(), slotsOfWave(1), slotsOfWave(0))).toMatchObject({ kind: 'refusal' })
  })
})
