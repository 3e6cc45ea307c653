import type { AnswerSheet, IndexModel, Indicator } from '../../lib/scoring/index.ts'
import type { Random } from './random.ts'

/** Where on the scale of 1 to 5 the answers lie, and how those who do not give five spread. */
export type Shape = 'middle' | 'end-spread' | 'end-fours' | 'end-ones'

export type Population = {
  readonly model: IndexModel
  /** Answers 1..5 of each person to each item, by instrument; persons of a cluster stand together. */
  readonly answers: ReadonlyMap<string, readonly Uint8Array[]>
  readonly clusters: number
  readonly personsInCluster: number
}

const CLUSTERS = 500
const PERSONS_IN_CLUSTER = 40
const DIMENSIONS = 4
const COMPONENTS = 3
const INDICATORS = 2
const INSTRUMENTS = ['first', 'second']

/** Four dimensions of three components of two indicators, asked by two instruments of independent people. */
export function simulationModel(): IndexModel {
  const range = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
  const indicator = (code: string, component: number): Indicator => ({
    code,
    instrument: INSTRUMENTS[component % 2] as string,
    items: [code],
    kind: 'mean',
    min: 1,
    max: 5,
    direction: 'higher-is-better',
    dontKnow: 'excluded',
    comparabilityKey: code,
  })
  const dimensions = range(DIMENSIONS).map((dimension) => ({
    code: `D${dimension}`,
    components: range(COMPONENTS).map((component) => ({
      code: `${dimension}.${component}`,
      indicators: range(INDICATORS).map((at) => indicator(`i${dimension}${component}${at}`, component)),
    })),
  }))
  return { id: 'simulation', version: '1', rule: 'papi', dimensions }
}

/** Latent answer = cluster (5 % of the variance) + person (30 %) + item; cut to codes 1..5 by the shape. */
export function drawPopulation(shape: Shape, random: Random): Population {
  const model = simulationModel()
  const indicators = model.dimensions.flatMap(({ components }) => components.flatMap((component) => component.indicators))
  const answers = new Map<string, readonly Uint8Array[]>()
  const persons = CLUSTERS * PERSONS_IN_CLUSTER
  for (const instrument of INSTRUMENTS) {
    const own = indicators.filter((one) => one.instrument === instrument)
    const columns = own.map(() => new Uint8Array(persons))
    for (let cluster = 0; cluster < CLUSTERS; cluster++) {
      const shared = Math.sqrt(0.05) * random.normal()
      for (let member = 0; member < PERSONS_IN_CLUSTER; member++) {
        const leaning = shared + Math.sqrt(0.3) * random.normal()
        columns.forEach((column, item) => {
          const latent = leaning + Math.sqrt(0.65) * random.normal()
          column[cluster * PERSONS_IN_CLUSTER + member] = toCode(latent, shape, item, random)
        })
      }
    }
    answers.set(instrument, columns)
  }
  return { model, answers, clusters: CLUSTERS, personsInCluster: PERSONS_IN_CLUSTER }
}

/** Middle: means of 2.6 to 3.9 by item. Ends: 96, 97 or 98 % fives by item. */
function toCode(latent: number, shape: Shape, item: number, random: Random): number {
  if (shape === 'middle') {
    const shifted = latent + ((item % 6) - 2) * 0.25
    return 1 + [-1.4, -0.5, 0.4, 1.3].filter((cut) => shifted > cut).length
  }
  // 4, 3 or 2 % of a standard normal lie below these cuts.
  const cut = [-1.7507, -1.8808, -2.0537][item % 3] as number
  if (latent > cut) return 5
  if (shape === 'end-spread') return 1 + random.below(4)
  return shape === 'end-fours' ? 4 : 1
}

export type Truth = { readonly indicators: number[]; readonly components: number[]; readonly dimensions: number[]; readonly index: number }

/** The scores of the whole population, by the arithmetic of the rule written out once more. */
export function trueScores({ model, answers }: Population): Truth {
  const next = new Map(INSTRUMENTS.map((instrument) => [instrument, 0]))
  const indicators: number[] = []
  const components: number[] = []
  const dimensions: number[] = []
  for (const dimension of model.dimensions) {
    let sum = 0
    for (const component of dimension.components) {
      const scores = component.indicators.map(({ instrument }) => {
        const at = next.get(instrument) as number
        next.set(instrument, at + 1)
        const column = answers.get(instrument)?.[at] as Uint8Array
        return 1 + (9 * (column.reduce((total, code) => total + code, 0) / column.length - 1)) / 4
      })
      indicators.push(...scores)
      const score = scores.reduce((total, one) => total + one, 0) / scores.length / dimension.components.length
      components.push(score)
      sum += score
    }
    dimensions.push(sum)
  }
  return { indicators, components, dimensions, index: dimensions.reduce((total, one) => total + one, 0) }
}

export type Draw = {
  readonly respondents: number /** PSUs drawn with replacement; null = persons drawn one by one. */
  readonly clusters: number | null
}

/** One sample of each instrument; one answer in twenty is missing, whatever it would have been. */
export function drawSheets(population: Population, { respondents, clusters }: Draw, random: Random): AnswerSheet[] {
  const indicators = population.model.dimensions.flatMap(({ components }) => components.flatMap((component) => component.indicators))
  return INSTRUMENTS.map((instrument) => {
    const columns = population.answers.get(instrument) as readonly Uint8Array[]
    const codes = indicators.filter((one) => one.instrument === instrument).map(({ code }) => code)
    const psuOfRow = clusters === null ? null : new Int32Array(respondents)
    const persons = new Int32Array(respondents)
    if (psuOfRow === null || clusters === null) {
      for (let row = 0; row < respondents; row++) persons[row] = random.below(population.clusters * population.personsInCluster)
    } else {
      const drawn = Int32Array.from({ length: clusters }, () => random.below(population.clusters))
      for (let row = 0; row < respondents; row++) {
        psuOfRow[row] = row % clusters
        persons[row] = (drawn[row % clusters] as number) * population.personsInCluster + random.below(population.personsInCluster)
      }
    }
    const items = codes.map((code, at): [string, Float64Array] => {
      const column = columns[at] as Uint8Array
      return [code, Float64Array.from(persons, (person) => (random.uniform() < 0.05 ? Number.NaN : (column[person] as number)))]
    })
    return {
      instrument,
      respondents,
      items: Object.fromEntries(items),
      dontKnowCode: 98,
      design: {
        weights: new Float64Array(respondents).fill(1),
        strata: new Int32Array(respondents),
        clusters: psuOfRow,
        populationSizes: null,
        selfSelected: false,
      },
      modes: new Int16Array(respondents),
    }
  })
}
