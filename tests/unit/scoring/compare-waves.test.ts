import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareWaves } from '@/lib/scoring/compare-waves.ts'
import { scoreWave } from '@/lib/scoring/score-wave.ts'
import type { AnswerSheet, Change, ChangeOrRefusal, IndexModel, Indicator } from '@/lib/scoring/types.ts'
import { meanIndicator, modelOf, sheetOf, small } from './sheets.ts'

const NONE = Number.NaN
const change = (of: ChangeOrRefusal | undefined): Change => {
  if (of?.kind !== 'change') throw new Error(`refused: ${of?.detail}`)
  return of
}
const repeat = (codes: readonly number[], times: number) => Array.from({ length: times }, () => codes).flat()
const model = modelOf({ D1: { '1.1': ['a', 'b'], '1.2': ['c'] }, D2: { '2.1': ['d'] } })
const low = repeat([1, 2, 3], 20)
const high = repeat([3, 4, 5], 20)
const wave = (items: Record<string, number[]>, more = {}) => ({ model, sheets: [sheetOf(items, more)] })
const withIndicator = (code: string, part: Partial<Indicator>): IndexModel => ({
  ...model,
  dimensions: model.dimensions.map((dimension) => ({
    ...dimension,
    components: dimension.components.map((component) => ({
      ...component,
      indicators: component.indicators.map((indicator) => (indicator.code === code ? { ...indicator, ...part } : indicator)),
    })),
  })),
})

describe('compareWaves', () => {
  const from = wave({ a: low, b: low, c: low, d: low })
  const to = wave({ a: high, b: high, c: low, d: low })
  const compare = () => compareWaves(from, to, small)

  test('a change is to - from with Welch t, its interval and its verdict', () => {
    const rose = change(compare().indicators[0]?.change)
    // Means 2 and 4 of 1..5: 4.5 points of score; each mean has variance (40/59)/60 on the answers.
    expect(rose.difference).toBeCloseTo(4.5, 12)
    expect(rose.standardError).toBeCloseTo(2.25 * Math.sqrt((2 * 40) / 59 / 60), 12)
    expect(rose.verdict).toBe('rose')
    expect(rose.lower).toBeLessThan(4.5)
    expect(rose.upper).toBeGreaterThan(4.5)
    expect(rose.degreesOfFreedom).toBeGreaterThan(100)
    expect(rose.fivePercentMark).toBe(true)
    expect(rose.from.value).toBeCloseTo(3.25, 12)
    expect(rose.to.value).toBeCloseTo(7.75, 12)
  })

  test('the same answers are no clear change', () => {
    expect(change(compare().components[1]?.change)).toMatchObject({
      difference: 0,
      pValue: 1,
      adjustedPValue: 1,
      verdict: 'no-clear-change',
      fivePercentMark: false,
    })
  })

  test('a fall is a rise the other way round', () => {
    const back = compareWaves(to, from, small)
    expect(change(back.index).verdict).toBe('fell')
    expect(change(back.index).difference).toBeCloseTo(-change(compare().index).difference, 12)
    expect(change(back.index).lower).toBeCloseTo(-change(compare().index).upper, 9)
  })

  test('components, dimensions and the index add up on the common core', () => {
    expect(compare().components.map(({ change: one }) => change(one).difference)).toEqual([expect.closeTo(2.25, 12), 0, 0])
    expect(compare().dimensions.map(({ change: one }) => change(one).difference)).toEqual([expect.closeTo(2.25, 12), 0])
    expect(change(compare().index).difference).toBeCloseTo(2.25, 12)
    expect(compare()).toMatchObject({ componentsInCore: 3, componentsInAll: 3, leftOut: [], selfSelected: true })
    expect(compare().components.map(({ k }) => k)).toEqual([2, 2, 1])
  })

  test('p is adjusted by Holm inside its family: the components of one dimension, the dimensions, the index alone', () => {
    const weak = compareWaves(from, wave({ a: repeat([1, 2, 3, 4], 15), b: low, c: repeat([2, 2, 3], 20), d: low }), small)
    const [first, second, other] = weak.components.map(({ change: one }) => change(one)) as [Change, Change, Change]
    const [smaller, larger] = first.pValue < second.pValue ? [first, second] : [second, first]
    expect(smaller.adjustedPValue).toBeCloseTo(Math.min(1, 2 * smaller.pValue), 12)
    expect(larger.adjustedPValue).toBeCloseTo(Math.max(larger.pValue, smaller.adjustedPValue), 12)
    expect(other.adjustedPValue).toBe(other.pValue)
    expect(change(weak.index).adjustedPValue).toBe(change(weak.index).pValue)
    const pairOfDimensions = weak.dimensions.map(({ change: one }) => change(one))
    expect(pairOfDimensions[0]?.adjustedPValue).toBeCloseTo(Math.min(1, 2 * (pairOfDimensions[0]?.pValue ?? 0)), 12)
  })

  test('the interval ends where the widest possible difference does', () => {
    const jump = compareWaves(
      wave({ a: [1, 1, 1, 2], b: low.slice(0, 4), c: low.slice(0, 4), d: low.slice(0, 4) }),
      wave({ a: [5, 5, 5, 4], b: low.slice(0, 4), c: low.slice(0, 4), d: low.slice(0, 4) }),
      small,
    )
    const { upper, lower } = change(jump.indicators[0]?.change)
    expect(upper).toBe(9)
    expect(lower).toBeGreaterThan(0)
  })

  test('no finite population correction in a change', () => {
    const drawn = (items: Record<string, number[]>) => {
      const sheet = sheetOf(items)
      return { model, sheets: [{ ...sheet, design: { ...sheet.design, selfSelected: false, populationSizes: Float64Array.of(61) } }] }
    }
    const items = { a: low, b: low, c: low, d: low }
    const corrected = compareWaves(drawn(items), drawn({ ...items, a: high }), small)
    expect(change(corrected.indicators[0]?.change).standardError).toBeCloseTo(change(compare().indicators[0]?.change).standardError, 12)
    expect(corrected.selfSelected).toBe(false)
  })
})

describe('compareWaves, the common core', () => {
  const all = { a: low, b: low, c: low, d: low }

  test('a key that differs leaves the indicator out of both years', () => {
    const got = compareWaves(
      wave(all),
      { model: withIndicator('b', { comparabilityKey: 'b, reworded' }), sheets: [sheetOf({ ...all, a: high, b: high })] },
      small,
    )
    expect(got.leftOut).toEqual([{ level: 'indicator', code: 'b', why: 'key-differs' }])
    expect(got.indicators[1]?.change).toMatchObject({ kind: 'refusal', reason: 'not-comparable' })
    expect(change(got.components[0]?.change).difference).toBeCloseTo(2.25, 12)
    expect(got.componentsInCore).toBe(3)
  })

  test('a component without a common indicator leaves the core of both years, and k shrinks in both', () => {
    const got = compareWaves(
      wave(all),
      { model: withIndicator('c', { comparabilityKey: 'other' }), sheets: [sheetOf({ ...all, a: high, b: high })] },
      small,
    )
    expect(got.leftOut).toEqual([
      { level: 'indicator', code: 'c', why: 'key-differs' },
      { level: 'component', code: '1.2', why: 'key-differs' },
    ])
    expect(got).toMatchObject({ componentsInCore: 2, componentsInAll: 3 })
    // k is 1 now: the component counts whole, in both years.
    expect(got.components[0]?.k).toBe(1)
    expect(change(got.components[0]?.change).from.value).toBeCloseTo(3.25, 12)
    expect(change(got.dimensions[0]?.change).to.value).toBeCloseTo(7.75, 12)
    expect(got.components[1]).toMatchObject({
      k: 1,
      change: { kind: 'refusal', reason: 'not-comparable', detail: 'component 1.2: key-differs' },
    })
  })

  test('a component that one year cannot carry leaves both, with that refusal', () => {
    const silent = low.map(() => NONE)
    for (const [before, after, why] of [
      [{ ...all, c: silent }, all, 'refused-from'],
      [all, { ...all, c: silent }, 'refused-to'],
    ] as const) {
      const got = compareWaves(wave(before), wave(after), small)
      expect(got.leftOut).toEqual([
        { level: 'indicator', code: 'c', why },
        { level: 'component', code: '1.2', why },
      ])
      expect(got.components[1]?.change).toMatchObject({ kind: 'refusal', reason: 'all-missing' })
      expect(got.indicators[2]?.change).toMatchObject({ kind: 'refusal', reason: 'all-missing' })
      expect(got.index.kind).toBe('change')
    }
  })

  test('what only one model asks is named and left out, a whole dimension too', () => {
    const wider = modelOf({ D1: { '1.1': ['a', 'b'], '1.2': ['c'] }, D2: { '2.1': ['d'] }, D3: { '3.1': ['e'] } })
    const sheets = [sheetOf({ ...all, e: low })]
    const got = compareWaves(wave(all), { model: wider, sheets }, small)
    expect(got.leftOut).toEqual([
      { level: 'indicator', code: 'e', why: 'only-to' },
      { level: 'component', code: '3.1', why: 'only-to' },
      { level: 'dimension', code: 'D3', why: 'only-to' },
    ])
    expect(got).toMatchObject({ componentsInCore: 3, componentsInAll: 4 })
    expect(got.dimensions.map(({ code, k }) => [code, k])).toEqual([
      ['D1', 2],
      ['D2', 1],
      ['D3', 0],
    ])
    expect(got.dimensions[2]?.change).toMatchObject({ kind: 'refusal', reason: 'not-comparable' })
    const back = compareWaves({ model: wider, sheets }, wave(all), small)
    expect(back.leftOut[0]).toEqual({ level: 'indicator', code: 'e', why: 'only-from' })
    expect(back.componentsInAll).toBe(4)
  })

  test('an indicator that moved to another component is not the same figure', () => {
    const moved = modelOf({ D1: { '1.1': ['a'], '1.2': ['c', 'b'] }, D2: { '2.1': ['d'] } })
    const got = compareWaves(wave(all), { model: moved, sheets: [sheetOf(all)] }, small)
    expect(got.leftOut).toEqual([
      { level: 'indicator', code: 'b', why: 'only-from' },
      { level: 'indicator', code: 'b', why: 'only-to' },
    ])
  })

  test('nothing in common: the index is not comparable', () => {
    const got = compareWaves(wave(all), { model: modelOf({ D9: { '9.1': ['z'] } }), sheets: [sheetOf({ z: low })] }, small)
    expect(got.index).toMatchObject({ kind: 'refusal', reason: 'not-comparable', detail: 'the two waves have no component in common' })
    expect(got.componentsInCore).toBe(0)
  })

  test('all answers equal in a year gives no verdict on what rests on them alone', () => {
    const fives = low.map(() => 5)
    for (const [before, after] of [
      [all, { ...all, d: fives }],
      [{ ...all, d: fives }, all],
    ] as const) {
      const got = compareWaves(wave(before), wave(after), small)
      expect(got.indicators[3]?.change).toMatchObject({ kind: 'refusal', reason: 'all-equal' })
      expect(got.dimensions[1]?.change).toMatchObject({ kind: 'refusal', reason: 'all-equal' })
      expect(got.index.kind).toBe('change')
    }
  })

  test('each wave may have its own domain; the options serve where it has none', () => {
    const first = Uint8Array.from(low, (_, row) => (row < 30 ? 1 : 0))
    const own = compareWaves({ ...wave(all), domain: { form: first } }, wave(all), small)
    expect(change(own.indicators[0]?.change).from.respondents).toBe(30)
    expect(change(own.indicators[0]?.change).to.respondents).toBe(60)
    const both = compareWaves(wave(all), wave(all), { ...small, domain: { form: first } })
    expect(change(both.indicators[0]?.change).to.respondents).toBe(30)
  })

  test('the values of each year are those of scoreWave where the whole model is common', () => {
    const code = fc.constantFrom(1, 2, 3, 4, 5)
    const people = fc.array(fc.tuple(code, code, code, code), { minLength: 4, maxLength: 20 })
    fc.assert(
      fc.property(people, people, (before, after) => {
        const items = (of: readonly (readonly number[])[]) =>
          Object.fromEntries(['a', 'b', 'c', 'd'].map((item, at) => [item, of.map((row) => row[at] as number)]))
        const compared = compareWaves(wave(items(before)), wave(items(after)), small)
        if (compared.index.kind === 'refusal') return
        const [first, second] = [scoreWave(model, wave(items(before)).sheets, small), scoreWave(model, wave(items(after)).sheets, small)]
        expect(first.index.kind === 'estimate' && first.index.value).toBeCloseTo(compared.index.from.value, 10)
        expect(second.index.kind === 'estimate' && second.index.value).toBeCloseTo(compared.index.to.value, 10)
        expect(compared.index.lower).toBeLessThanOrEqual(compared.index.difference)
        expect(compared.index.upper).toBeGreaterThanOrEqual(compared.index.difference)
      }),
    )
  })
})

describe('compareWaves, shared clusters', () => {
  const clusters = low.map((_, row) => row % 6)
  const noise = [0, 1, 0, 1, 0, 0]
  const shift = clusters.map((cluster) => (cluster < 3 ? 1 : 3))
  const first = { a: shift.map((base, row) => base + (noise[row % 6] ?? 0)) }
  const second = { a: shift.map((base, row) => base + (noise[(row + 1) % 6] ?? 0)) }
  const only = modelOf({ D1: { '1.1': ['a'] } })
  const compare = (sharedClusters: boolean) =>
    change(
      compareWaves(
        { model: only, sheets: [sheetOf(first, { clusters })] },
        { model: only, sheets: [sheetOf(second, { clusters })] },
        { ...small, sharedClusters },
      ).index,
    )

  test('villages that are in both waves take their level out of the doubt', () => {
    expect(compare(true).difference).toBe(compare(false).difference)
    expect(compare(true).standardError).toBeLessThan(0.7 * compare(false).standardError)
    expect(compare(true).degreesOfFreedom).toBeLessThanOrEqual(5)
  })

  test('without clusters sharing changes nothing to speak of', () => {
    const plain = (sharedClusters: boolean) =>
      change(
        compareWaves({ model: only, sheets: [sheetOf(first)] }, { model: only, sheets: [sheetOf(second)] }, { ...small, sharedClusters })
          .index,
      )
    expect(plain(true).standardError / plain(false).standardError).toBeCloseTo(1, 1)
  })

  test('refuses clusters in one wave only', () => {
    const mixed = () =>
      compareWaves(
        { model: only, sheets: [sheetOf(first, { clusters })] },
        { model: only, sheets: [sheetOf(second)] },
        { ...small, sharedClusters: true },
      )
    expect(mixed).toThrow('requires clusters in both waves of form or in neither')
  })
})

describe('compareWaves, modes', () => {
  const only = modelOf({ D1: { '1.1': ['a'] } })
  /** People answer the enumerator (mode 1) two points better than the poster (mode 0). */
  const sheetOfModes = (posters: number, enumerators: number): AnswerSheet => {
    const codes = [
      ...Array.from({ length: posters }, (_, at) => 1 + (at % 3)),
      ...Array.from({ length: enumerators }, (_, at) => 3 + (at % 3)),
    ]
    const modes = Int16Array.from(codes, (_, row) => (row < posters ? 0 : 1))
    return { ...sheetOf({ a: codes }), modes }
  }
  const compare = (before: AnswerSheet, after: AnswerSheet, options = {}) =>
    compareWaves({ model: only, sheets: [before] }, { model: only, sheets: [after] }, { minimumEffectiveSampleSize: 1, ...options })

  test('the same mix is left alone', () => {
    expect(compare(sheetOfModes(60, 60), sheetOfModes(60, 60)).modeMixes).toEqual([{ instrument: 'form', distance: 0, outcome: 'same' }])
    const near = compare(sheetOfModes(60, 60), sheetOfModes(57, 63)).modeMixes[0]
    expect(near?.outcome).toBe('same')
    expect(near?.distance).toBeCloseTo(0.025, 12)
  })

  test('another mix is standardised to the average, so that a change of mode is no change of the service', () => {
    const got = compare(sheetOfModes(90, 30), sheetOfModes(30, 90))
    expect(got.modeMixes).toEqual([{ instrument: 'form', distance: 0.5, outcome: 'standardised' }])
    expect(change(got.index)).toMatchObject({ difference: expect.closeTo(0, 12), verdict: 'no-clear-change' })
    // Half and half of means 2 and 4.
    expect(change(got.index).from.value).toBeCloseTo(5.5, 12)
    // Within modes alone: 1/4 of the variance of each mode's mean.
    expect(change(got.index).from.standardError).toBeLessThan(0.3)
    expect(change(got.index).from.effectiveSampleSize).toBeCloseTo(1 / (0.25 / 90 + 0.25 / 30), 9)
  })

  test('a mode that one wave does not have makes the instrument not comparable', () => {
    const got = compare(sheetOfModes(120, 0), sheetOfModes(60, 60))
    expect(got.modeMixes).toEqual([{ instrument: 'form', distance: 0.5, outcome: 'not-comparable' }])
    expect(got.leftOut[0]).toEqual({ level: 'indicator', code: 'a', why: 'mode-mix' })
    expect(got.index).toMatchObject({ kind: 'refusal', reason: 'not-comparable' })
  })

  test('a mode with too few respondents in one wave cannot be standardised', () => {
    expect(compare(sheetOfModes(116, 4), sheetOfModes(60, 60)).modeMixes[0]?.outcome).toBe('not-comparable')
    expect(compare(sheetOfModes(115, 5), sheetOfModes(60, 60)).modeMixes[0]?.outcome).toBe('standardised')
  })

  test('a mode below 5 % in both waves counts with the commonest', () => {
    const third = (sheet: AnswerSheet, rows: number): AnswerSheet => ({
      ...sheet,
      modes: sheet.modes.map((mode, row) => (row < rows ? 2 : mode)),
    })
    const rare = compare(third(sheetOfModes(100, 20), 5), sheetOfModes(100, 20)).modeMixes[0]
    expect(rare?.outcome).toBe('same')
    expect(rare?.distance).toBeCloseTo(0, 12)
    expect(compare(third(sheetOfModes(100, 20), 20), sheetOfModes(100, 20)).modeMixes[0]?.outcome).toBe('not-comparable')
  })

  test('shares are weighted and of the domain', () => {
    const weighted = sheetOfModes(60, 60)
    weighted.design.weights.fill(3, 0, 60)
    expect(compare(weighted, sheetOfModes(60, 60)).modeMixes[0]?.distance).toBeCloseTo(0.25, 12)
    const posters = { form: Uint8Array.from({ length: 120 }, (_, row) => (row < 60 ? 1 : 0)) }
    expect(compare(sheetOfModes(60, 60), sheetOfModes(60, 60), { domain: posters }).modeMixes[0]?.distance).toBe(0)
  })

  test('an indicator that nobody of one mode answered is refused, not guessed', () => {
    const before = sheetOfModes(90, 30)
    before.items['a']?.fill(NONE, 90)
    const got = compare(before, sheetOfModes(30, 90))
    expect(got.leftOut[0]).toEqual({ level: 'indicator', code: 'a', why: 'refused-from' })
  })
})

test('indicators of instruments that only one wave asked are refused by that year', () => {
  const indicator = meanIndicator('a', 'new form')
  const asked: IndexModel = { ...model, dimensions: [{ code: 'D1', components: [{ code: '1.1', indicators: [indicator] }] }] }
  const got = compareWaves({ model: asked, sheets: [] }, { model: asked, sheets: [sheetOf({ a: low }, { instrument: 'new form' })] }, small)
  expect(got.modeMixes).toEqual([])
  expect(got.leftOut[0]).toEqual({ level: 'indicator', code: 'a', why: 'refused-from' })
})
