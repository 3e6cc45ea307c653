import { DONT_KNOW, findInstrument, type InstrumentId } from '@/lib/instruments/index.ts'
import type { AnswerSheet } from '@/lib/scoring/index.ts'
import { type Margin, rakeWithinLimits } from '@/lib/stats/index.ts'
import { type DemoMargin, demoMargins } from '@/prisma/demo/demo-margins.ts'
import { type DemoResponse, demoResponses } from '@/prisma/demo/demo-responses.ts'
import type { DemoCommune, DemoWave } from '@/prisma/demo/populations.ts'

const modes = ['poster', 'slip', 'kiosk', 'enumerator', 'paper', 'import']

function raked(responses: readonly DemoResponse[], margins: readonly DemoMargin[], wave: DemoWave): Float64Array {
  const instrument = findInstrument(responses[0]?.instrument ?? '', wave)
  const categoryOf = (response: DemoResponse, variable: string): string =>
    variable === 'village'
      ? (response.villageCode ?? '')
      : String(response.answers[instrument.codebook.findIndex((item) => item.id === variable)] ?? '')
  const variables = [...new Set(margins.map(({ variable }) => variable))]
  const result = rakeWithinLimits({
    weights: new Float64Array(responses.length).fill(1),
    margins: variables.map((variable): Margin => {
      const rows = margins.filter((margin) => margin.variable === variable)
      return {
        name: variable,
        codes: Int32Array.from(responses, (response) => rows.findIndex(({ category }) => category === categoryOf(response, variable))),
        totals: Float64Array.from(rows, ({ count }) => count),
      }
    }),
  })
  if (result.kind !== 'raked') throw new Error(`the margins of the demo refuse: ${JSON.stringify(result)}`)
  return result.weights
}

/** Answer sheets of a wave of the demo, each unit's answers raked to its register as a snapshot does it. Another draw is another sample of the same people. */
export function demoSheets(commune: DemoCommune, wave: DemoWave, draw?: number): AnswerSheet[] {
  const all = demoResponses(commune, wave, draw)
  const margins = demoMargins(commune, wave)
  return [...new Set(all.map(({ instrument }) => instrument))].map((id: InstrumentId): AnswerSheet => {
    const own = all.filter(({ instrument }) => instrument === id)
    const units = [...new Set(own.map(({ unitCode }) => unitCode))]
    const villages = [...new Set(own.map((response) => response.villageCode ?? response.unitCode))]
    const weights = new Float64Array(own.length).fill(1)
    for (const unit of units) {
      const rows = own.flatMap((response, row) => (response.unitCode === unit ? [row] : []))
      const result = raked(
        rows.map((row) => own[row] as DemoResponse),
        margins.filter((margin) => margin.instrument === id && margin.unitCode === unit),
        wave,
      )
      rows.forEach((row, index) => {
        weights[row] = result[index] as number
      })
    }
    return {
      instrument: id,
      respondents: own.length,
      items: Object.fromEntries(
        findInstrument(id, wave).codebook.map((item, position) => [
          item.id,
          Float64Array.from(own, ({ answers }) => answers[position] ?? Number.NaN),
        ]),
      ),
      dontKnowCode: DONT_KNOW,
      design: {
        weights,
        strata: Int32Array.from(own, (response) => villages.indexOf(response.villageCode ?? response.unitCode)),
        clusters: null,
        populationSizes: null,
        selfSelected: id !== 'infrastructure' && id !== 'commune-life',
      },
      modes: Int16Array.from(own, ({ mode }) => modes.indexOf(mode)),
    }
  })
}
