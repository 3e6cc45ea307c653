/** One full snapshot of a commune in a process of its own: prints {milliseconds, again, peakMebibytes}. */
import { findIndexModel, findInstrument } from '../../../lib/instruments/index.ts'
import { type AnswerSheet, compareWaves, type IndexModel, methodSensitivity, scoreWave } from '../../../lib/scoring/index.ts'
import { randomFrom } from '../../simulate/random.ts'

const INSTRUMENTS = ['health-station', 'primary-school', 'one-stop-desk', 'infrastructure', 'commune-life'] as const
/** 2,000 respondents a wave over five instruments. */
const RESPONDENTS = 400
const VILLAGES = 9

const random = randomFrom(7)

function makeSheet(instrument: (typeof INSTRUMENTS)[number], version: string): AnswerSheet {
  const { codebook } = findInstrument(instrument, version)
  const items = codebook.map(({ id, codes }): [string, Float64Array] => [
    id,
    Float64Array.from({ length: RESPONDENTS }, () =>
      random.uniform() < 0.05 ? Number.NaN : (codes[random.below(codes.length)] ?? Number.NaN),
    ),
  ])
  return {
    instrument,
    respondents: RESPONDENTS,
    items: Object.fromEntries(items),
    dontKnowCode: 98,
    design: {
      weights: Float64Array.from({ length: RESPONDENTS }, () => 0.5 + random.uniform()),
      strata: Int32Array.from({ length: RESPONDENTS }, (_, row) => row % VILLAGES),
      clusters: null,
      populationSizes: null,
      selfSelected: true,
    },
    modes: Int16Array.from({ length: RESPONDENTS }, (_, row) => row % 3),
  }
}

function takeSnapshot(models: readonly [IndexModel, IndexModel], sheets: readonly [AnswerSheet[], AnswerSheet[]]): number {
  const start = performance.now()
  const scores = [scoreWave(models[0], sheets[0]), scoreWave(models[1], sheets[1])]
  const comparison = compareWaves({ model: models[0], sheets: sheets[0] }, { model: models[1], sheets: sheets[1] })
  const sensitivity = methodSensitivity(models[1], sheets[1])
  const milliseconds = performance.now() - start
  if (scores.some(({ index }) => index.kind === 'refusal') || comparison.index.kind === 'refusal' || !sensitivity) {
    throw new Error('the snapshot has no index')
  }
  return milliseconds
}

const models = ['2023', '2024'].map((version) => findIndexModel('papi-commune', version).model) as unknown as readonly [
  IndexModel,
  IndexModel,
]
const sheets = ['2023', '2024'].map((version) => INSTRUMENTS.map((instrument) => makeSheet(instrument, version))) as unknown as readonly [
  AnswerSheet[],
  AnswerSheet[],
]
const milliseconds = takeSnapshot(models, sheets)
const again = takeSnapshot(models, sheets)
console.log(JSON.stringify({ milliseconds, again, peakMebibytes: process.resourceUsage().maxRSS / 1024 }))
