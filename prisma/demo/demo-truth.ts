import { findInstrument, type InstrumentId, type ModelDefinition, type ModelIndicator } from '@/lib/instruments/index.ts'
import { type Cell, codeProbabilities, findItemModel, opinionMean } from './answer-model.ts'
import { parentsByAge } from './demo-responses.ts'
import { dontKnowShare, nonResponseShare } from './item-models.ts'
import { type DemoCommune, type DemoPopulation, type DemoWave, demoPopulations } from './populations.ts'

type WeightedCell = { readonly cell: Cell; readonly share: number }

const cross = (sex: readonly number[], age: readonly number[], rest: Partial<Cell>, share: number): WeightedCell[] =>
  sex.flatMap((shareOfSex, sexIndex) =>
    age.map((shareOfAge, ageIndex) => ({
      cell: { village: null, procedure: null, grade: null, school: null, ...rest, sex: sexIndex, age: ageIndex },
      share: share * shareOfSex * shareOfAge,
    })),
  )

/** Everybody whom an instrument asks, in the shares of the register (not of those who answer). */
function registerCells(population: DemoPopulation, instrument: string, unitCode: string | null): WeightedCell[] {
  switch (instrument as InstrumentId) {
    case 'infrastructure':
    case 'commune-life':
      return population.adultsByVillage.flatMap((adults, village) =>
        cross(population.shareOfSex, population.shareOfAge, { village }, adults),
      )
    case 'health-station':
      return cross(population.patients.shareOfSex, population.patients.shareOfAge, {}, 1)
    case 'primary-school':
      return population.schools
        .filter(({ code }) => unitCode === null || code === unitCode)
        .flatMap(({ code, pupilsByGrade }) =>
          pupilsByGrade.flatMap((pupils, grade) => cross([0.35, 0.65], parentsByAge, { grade, school: code }, pupils)),
        )
    case 'one-stop-desk':
      return population.desk.dossiers.flatMap((dossiers, procedure) =>
        cross(population.shareOfSex, population.shareOfAge, { procedure }, dossiers),
      )
  }
}

/** Raw mean of an indicator in a cell: what an endless number of such people would give. */
function cellMean(population: DemoPopulation, wave: DemoWave, indicator: ModelIndicator, cell: Cell): number {
  const instrument = findInstrument(indicator.instrument, wave)
  const values = indicator.items.map((id) => {
    const model = findItemModel(id)
    const codes = (instrument.codebook.find((item) => item.id === id)?.codes ?? []).toSorted((a, b) => a - b)
    const probabilities = codeProbabilities(model, wave, opinionMean(population, wave, model.group, cell))
    const worthOf = (code: number): number => (indicator.kind === 'mean' ? code : indicator.codes?.includes(code) ? 1 : 0)
    const known = probabilities.reduce((sum, probability, index) => sum + probability * worthOf(codes[index] ?? Number.NaN), 0)
    const worst = indicator.direction === 'higher-is-better' ? indicator.min : indicator.max
    const unknown = indicator.dontKnow === 'zero' ? dontKnowShare[model.group] / (1 - nonResponseShare) : 0
    return known * (1 - unknown) + unknown * worst
  })
  return values.reduce((a, b) => a + b, 0)
}

/** A cell belongs to an indicator's base where its procedure is asked for, by `where` or by the form. */
function isAsked(indicator: ModelIndicator, cell: Cell): boolean {
  const conditions = [indicator.where, ...indicator.items.map((id) => findItemModel(id).onlyIf)]
  return conditions.every(
    (condition) => condition?.item !== 'procedure' || (cell.procedure !== null && condition.codes.includes(cell.procedure + 1)),
  )
}

/**
 * The true raw mean of every indicator of a model in a wave, for the whole commune or one school: what the estimates of the demo's answers
 * should hit. Keyed by indicator code.
 */
export function demoTruth(
  commune: DemoCommune,
  wave: DemoWave,
  { model }: ModelDefinition,
  unitCode: string | null = null,
): Record<string, number> {
  const population = demoPopulations[commune]
  const indicators = model.dimensions.flatMap((dimension) => dimension.components.flatMap((component) => component.indicators))
  return Object.fromEntries(
    indicators.map((indicator) => {
      const cells = registerCells(population, indicator.instrument, unitCode).filter(({ cell }) => isAsked(indicator, cell))
      const total = cells.reduce((sum, { share }) => sum + share, 0)
      const sum = cells.reduce((weighted, { cell, share }) => weighted + share * cellMean(population, wave, indicator, cell), 0)
      return [indicator.code, sum / total]
    }),
  )
}
