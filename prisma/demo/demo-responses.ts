import { DONT_KNOW, findInstrument, type Instrument, type InstrumentId } from '@/lib/instruments/index.ts'
import { type Cell, cutsOf, findItemModel, meanOnCodes, opinionMean } from './answer-model.ts'
import { dontKnowShare, nonResponseShare, personShare, skippedPageShare } from './item-models.ts'
import {
  type DemoCommune,
  type DemoPopulation,
  type DemoWave,
  demoPopulations,
  responseOfAge,
  responseOfGrade,
  responseOfSex,
  villageCode,
} from './populations.ts'
import { type RandomStream, randomStream } from './random.ts'

export type DemoResponse = {
  readonly instrument: InstrumentId
  readonly unitCode: string
  /** Households only. */
  readonly villageCode?: string
  readonly mode: 'enumerator' | 'slip' | 'poster'
  /** Of the field work, YYYY-MM-DD. Field work of 2024 ended before the merger of 1 December. */
  readonly day: string
  /** Codes in the order of the codebook; null = missing. */
  readonly answers: readonly (number | null)[]
}

/** Draw 9 of the model is the demo: a typical one (docs/decisions/0043). Tests look at others too. */
const DEMO_DRAW = 9
const FIRST_DAY = { '2023': Date.UTC(2023, 9, 2), '2024': Date.UTC(2024, 9, 1) } as const
const FIELD_DAYS = 45
const DAY = 86_400_000

type Respondent = { readonly cell: Cell; readonly unitCode: string; readonly mode: DemoResponse['mode'] }

/** Numbers that add up to `total`, in proportion to the shares, by largest remainder. */
function allot(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0)
  const exact = shares.map((share) => (share * total) / sum)
  const whole = exact.map(Math.floor)
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
  const missing = total - whole.reduce((a, b) => a + b, 0)
  for (const { index } of order.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1
  return whole
}

const times = (a: readonly number[], b: readonly number[]): number[] => a.map((value, index) => value * (b[index] ?? 0))

/** Seven slips for three answers from the poster, in both years: the mix of modes is the same. */
const serviceMode = (index: number): DemoResponse['mode'] => (index % 10 < 7 ? 'slip' : 'poster')

function drawRespondents(instrument: InstrumentId, commune: DemoCommune, population: DemoPopulation, random: RandomStream): Respondent[] {
  const { prefix } = population
  const nobody = { village: null, procedure: null, grade: null, school: null }
  const sexAndAge = (shareOfSex: readonly number[], shareOfAge: readonly number[]) => ({
    sex: random.pick(times(shareOfSex, responseOfSex)),
    age: random.pick(times(shareOfAge, responseOfAge)),
  })
  switch (instrument) {
    case 'infrastructure':
    case 'commune-life':
      return allot(population.households, population.adultsByVillage).flatMap((count, village) =>
        Array.from({ length: count }, () => ({
          cell: { ...nobody, ...sexAndAge(population.shareOfSex, population.shareOfAge), village },
          unitCode: commune,
          mode: 'enumerator' as const,
        })),
      )
    case 'health-station':
      return Array.from({ length: population.patients.respondents }, (_, index) => ({
        cell: { ...nobody, ...sexAndAge(population.patients.shareOfSex, population.patients.shareOfAge) },
        unitCode: `${prefix}-TYT`,
        mode: serviceMode(index),
      }))
    case 'primary-school':
      return population.schools.flatMap((school) =>
        Array.from({ length: school.respondents }, (_, index) => ({
          cell: {
            ...nobody,
            sex: random.pick([0.35, 0.65]),
            age: random.pick(parentsByAge),
            grade: random.pick(times(school.pupilsByGrade, responseOfGrade)),
            school: school.code,
          },
          unitCode: school.code,
          mode: serviceMode(index),
        })),
      )
    case 'one-stop-desk':
      return population.desk.respondents.flatMap((count, procedure) =>
        Array.from({ length: count }, (_, index) => ({
          // The register of dossiers knows no age, so applicants of every age answer alike.
          cell: { ...nobody, sex: random.pick(population.shareOfSex), age: random.pick(population.shareOfAge), procedure },
          unitCode: `${prefix}-MC`,
          mode: serviceMode(index),
        })),
      )
  }
}

/** Parents of pupils by age band; the register of a school does not know it, so it is not raked. */
export const parentsByAge: readonly number[] = [0.24, 0.58, 0.14, 0.04]

function profileAnswer(id: string, cell: Cell, random: RandomStream): number | null {
  switch (id) {
    case 'sex':
      return random.holds(0.02) ? null : cell.sex + 1
    case 'age_band':
      return random.holds(0.02) ? DONT_KNOW : cell.age + 1
    case 'grade':
      return cell.grade === null ? null : cell.grade + 1
    case 'procedure':
      return cell.procedure === null ? null : cell.procedure + 1
    default:
      throw new RangeError(`profileAnswer requires an item of the profile, not ${id}`)
  }
}

function answer(instrument: Instrument, population: DemoPopulation, wave: DemoWave, cell: Cell, random: RandomStream): (number | null)[] {
  const person = random.normal()
  const skipped = new Map<string, boolean>()
  const given = new Map<string, number | null>()
  for (const item of instrument.codebook) {
    const question = item.path.split('.')[0] ?? item.path
    if (item.role === 'profile' || item.id === 'procedure') {
      given.set(item.id, profileAnswer(item.id, cell, random))
      continue
    }
    const model = findItemModel(item.id)
    if (!skipped.has(question)) skipped.set(question, random.holds(skippedPageShare))
    const noise = random.normal()
    const left = random.uniform()
    const condition = model.onlyIf
    if (condition !== undefined && !condition.codes.includes(given.get(condition.item) ?? -1)) given.set(item.id, null)
    else if (skipped.get(question) || left < nonResponseShare) given.set(item.id, null)
    else if (left < nonResponseShare + dontKnowShare[model.group]) given.set(item.id, DONT_KNOW)
    else {
      const own = Math.sqrt(personShare) * (model.reversed ? -person : person)
      const opinion = model.independent ? noise : own + Math.sqrt(1 - personShare) * noise
      const place = meanOnCodes(model, opinionMean(population, wave, model.group, cell)) + opinion
      const slice = cutsOf(model, wave).filter((cut) => place > cut).length
      given.set(item.id, item.codes.toSorted((a, b) => a - b)[slice] ?? null)
    }
  }
  return instrument.codebook.map((item) => given.get(item.id) ?? null)
}

/**
 * The answers of a commune in a wave, from a written model with a fixed seed: the same list on every machine. Households are interviewed,
 * patients, parents and applicants answer a slip or a poster; the young answer less often than the register has them.
 */
export function demoResponses(commune: DemoCommune, wave: DemoWave, draw = DEMO_DRAW): DemoResponse[] {
  const population = demoPopulations[commune]
  const instruments: InstrumentId[] = ['health-station', 'primary-school', 'infrastructure', 'one-stop-desk', 'commune-life']
  return instruments.flatMap((id) => {
    const random = randomStream(`dan-cham demo ${draw} ${commune} ${wave} ${id}`)
    const instrument = findInstrument(id, wave)
    return drawRespondents(id, commune, population, random).map(({ cell, unitCode, mode }): DemoResponse => {
      const answers = answer(instrument, population, wave, cell, random)
      const day = new Date(FIRST_DAY[wave] + Math.floor(random.uniform() * FIELD_DAYS) * DAY).toISOString().slice(0, 10)
      const village = cell.village === null ? {} : { villageCode: villageCode(population.prefix, cell.village) }
      return { instrument: id, unitCode, ...village, mode, day, answers }
    })
  })
}
