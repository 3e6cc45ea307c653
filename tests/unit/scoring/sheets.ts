import type { AnswerSheet, IndexModel, Indicator } from '@/lib/scoring/types.ts'

/** A sheet of a few respondents for tests: items by name, equal weights, one stratum, unless said otherwise. */
export function sheetOf(
  items: Readonly<Record<string, readonly number[]>>,
  more: { weights?: readonly number[]; strata?: readonly number[]; clusters?: readonly number[]; instrument?: string } = {},
): AnswerSheet {
  const respondents = Object.values(items)[0]?.length ?? 0
  return {
    instrument: more.instrument ?? 'form',
    respondents,
    items: Object.fromEntries(Object.entries(items).map(([name, codes]) => [name, Float64Array.from(codes)])),
    dontKnowCode: 98,
    design: {
      weights: Float64Array.from(more.weights ?? new Array<number>(respondents).fill(1)),
      strata: Int32Array.from(more.strata ?? new Array<number>(respondents).fill(0)),
      clusters: more.clusters ? Int32Array.from(more.clusters) : null,
      populationSizes: null,
      selfSelected: true,
    },
    modes: new Int16Array(respondents),
  }
}

export const small = { minimumRespondents: 2, minimumEffectiveSampleSize: 1 }

/** An indicator that is the mean of one item on 1..5. */
export const meanIndicator = (code: string, instrument = 'form'): Indicator => ({
  code,
  instrument,
  items: [code],
  kind: 'mean',
  min: 1,
  max: 5,
  direction: 'higher-is-better',
  dontKnow: 'excluded',
  comparabilityKey: code,
})

/** A model from {dimension: {component: [items]}}. */
export function modelOf(shape: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): IndexModel {
  return {
    id: 'test',
    version: '1',
    rule: 'papi',
    dimensions: Object.entries(shape).map(([code, components]) => ({
      code,
      components: Object.entries(components).map(([component, items]) => ({
        code: component,
        indicators: items.map((item) => meanIndicator(item)),
      })),
    })),
  }
}
