import { describe, expect, test } from 'vitest'
import { findIndexModel, type ModelDefinition } from '@/lib/instruments/index.ts'
import {
  type Change,
  type Comparison,
  compareWaves,
  type IndexModel,
  type Indicator,
  scoreWave,
  type Verdict,
} from '@/lib/scoring/index.ts'
import { demoTruth } from '@/prisma/demo/demo-truth.ts'
import type { DemoCommune } from '@/prisma/demo/populations.ts'
import { demoSheets } from './demo-sheets.ts'

const CHI_TAN = '12265'
const before = findIndexModel('papi-commune', '2023')
const after = findIndexModel('papi-commune', '2024')

/** What one does without a codebook of changes: indicators of the same code are taken for the same. */
const naively = (model: IndexModel): IndexModel => ({
  ...model,
  dimensions: model.dimensions.map((dimension) => ({
    ...dimension,
    components: dimension.components.map((component) => ({
      ...component,
      indicators: component.indicators.map((indicator) => ({ ...indicator, comparabilityKey: indicator.code })),
    })),
  })),
})

const outOfTen = ({ min, max, direction }: Indicator, raw: number): number =>
  1 + (9 * (direction === 'higher-is-better' ? raw - min : max - raw)) / (max - min)
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length

/** True change of each dimension on the common core, from the model of the demo's people and not from any answer. */
function trueChanges(commune: DemoCommune): Map<string, number> {
  const truths = [demoTruth(commune, '2023', before), demoTruth(commune, '2024', after)] as const
  const keyAfter = new Map(indicatorsOf(after.model).map((one) => [one.code, one.comparabilityKey]))
  const change = (indicator: Indicator): number =>
    outOfTen(indicator, truths[1][indicator.code] as number) - outOfTen(indicator, truths[0][indicator.code] as number)
  return new Map(
    before.model.dimensions.map((dimension) => {
      const cores = dimension.components
        .map(({ indicators }) => indicators.filter(({ code, comparabilityKey }) => keyAfter.get(code) === comparabilityKey))
        .filter((indicators) => indicators.length > 0)
      return [dimension.code, mean(cores.map((indicators) => mean(indicators.map(change))))]
    }),
  )
}
const indicatorsOf = (model: IndexModel): Indicator[] =>
  model.dimensions.flatMap((dimension) => dimension.components.flatMap((component) => component.indicators))

/** 0.05 on a scale from 1 to 10 is nothing that anybody would call a change. */
const verdictOf = (change: number): Verdict => (Math.abs(change) < 0.05 ? 'no-clear-change' : change > 0 ? 'rose' : 'fell')

function compareBoth(commune: DemoCommune, draw?: number): { ours: Comparison; naive: Comparison } {
  const [from, to] = [demoSheets(commune, '2023', draw), demoSheets(commune, '2024', draw)]
  return {
    ours: compareWaves({ model: before.model, sheets: from }, { model: after.model, sheets: to }),
    naive: compareWaves({ model: naively(before.model), sheets: from }, { model: naively(after.model), sheets: to }),
  }
}
const changeOf = (comparison: Comparison, code: string): Change => {
  const change = comparison.dimensions.find((dimension) => dimension.code === code)?.change
  if (change?.kind !== 'change') throw new Error(`${code} was refused`)
  return change
}

describe('the demo of Chí Tân', () => {
  const truth = trueChanges(CHI_TAN)
  const { ours, naive } = compareBoth(CHI_TAN)

  test('in truth D2, D5 and D8 rise, D7 falls and the others stay', () => {
    expect(Object.fromEntries([...truth].map(([code, change]) => [code, verdictOf(change)]))).toEqual({
      D1: 'no-clear-change',
      D2: 'rose',
      D3: 'no-clear-change',
      D4: 'no-clear-change',
      D5: 'rose',
      D6: 'no-clear-change',
      D7: 'fell',
      D8: 'rose',
    })
  })

  test.each([...truth].map(([code, change]) => ({ code, right: verdictOf(change), change })))(
    '$code: the common core says $right, the comparison of equal codes says otherwise',
    ({ code, right, change }) => {
      const own = changeOf(ours, code)
      expect(own.verdict).toBe(right)
      expect(changeOf(naive, code).verdict).not.toBe(right)
      expect(change).toBeGreaterThan(own.lower)
      expect(change).toBeLessThan(own.upper)
    },
  )

  test('the total rests on 27 of 28 components, since 3.2 was rescaled', () => {
    expect([ours.componentsInCore, ours.componentsInAll]).toEqual([27, 28])
    expect(ours.leftOut).toContainEqual({ level: 'component', code: '3.2', why: 'key-differs' })
    expect(ours.index.kind).toBe('change')
  })

  test('the mix of modes is the same in both years', () => {
    expect(ours.modeMixes.map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'same', 'same'])
  })

  test.each(['2023', '2024'])('every indicator and all eight dimensions of %s can be scored', (version) => {
    const { model } = version === '2023' ? before : after
    const scores = scoreWave(model, demoSheets(CHI_TAN, version === '2023' ? '2023' : '2024'))
    expect(scores.indicators.filter(({ score }) => score.kind !== 'estimate').map(({ code }) => code)).toEqual([])
    expect(scores.dimensions.map(({ score }) => score.kind)).toEqual(Array(8).fill('estimate'))
    expect(scores.index.kind).toBe('estimate')
  })
})

describe('the second commune', () => {
  test.each(['2023', '2024'] as const)('can be scored in all dimensions in %s', (wave) => {
    const { model } = findIndexModel('papi-commune', wave)
    expect(scoreWave(model, demoSheets('12268', wave)).dimensions.map(({ score }) => score.kind)).toEqual(Array(8).fill('estimate'))
  })
})

describe('over 20 draws from the same people', () => {
  const draws = Array.from({ length: 20 }, (_, index) => 101 + index)

  test('the true means lie inside the 95 % intervals about as often as they should', () => {
    const waves: readonly [ModelDefinition, '2023' | '2024'][] = [
      [before, '2023'],
      [after, '2024'],
    ]
    let inside = 0
    let all = 0
    for (const [definition, wave] of waves) {
      const truth = demoTruth(CHI_TAN, wave, definition)
      for (const draw of draws)
        for (const { code, raw } of scoreWave(definition.model, demoSheets(CHI_TAN, wave, draw)).indicators) {
          if (raw.kind !== 'estimate') throw new Error(`${code} was refused: ${raw.detail}`)
          all++
          if (raw.lower <= (truth[code] as number) && (truth[code] as number) <= raw.upper) inside++
        }
    }
    expect(all).toBeGreaterThan(2000)
    expect(inside / all).toBeGreaterThan(0.935)
    expect(inside / all).toBeLessThan(0.975)
  })

  test('the common core is right in nine verdicts of ten, the comparison of equal codes wrong in eight of ten', () => {
    const truth = trueChanges(CHI_TAN)
    const verdicts = draws.flatMap((draw) => {
      const { ours, naive } = compareBoth(CHI_TAN, draw)
      return [...truth].map(([code, change]) => ({
        right: verdictOf(change),
        ours: changeOf(ours, code).verdict,
        naive: changeOf(naive, code).verdict,
      }))
    })
    const share = (which: 'ours' | 'naive'): number => mean(verdicts.map((verdict) => (verdict[which] === verdict.right ? 1 : 0)))
    expect(share('ours')).toBeGreaterThan(0.9)
    expect(share('naive')).toBeLessThan(0.2)
  })
})
