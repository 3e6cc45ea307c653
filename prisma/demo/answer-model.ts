import { normalCdf, normalQuantile } from '@/lib/stats/index.ts'
import { ageEffect, type Group, type ItemModel, itemModels, sexEffect, trends } from './item-models.ts'
import type { DemoPopulation, DemoWave } from './populations.ts'

/** People who are alike in what the model knows. null = the model does not tell such people apart. */
export type Cell = {
  readonly sex: number
  readonly age: number
  readonly village: number | null
  readonly procedure: number | null
  readonly grade: number | null
  readonly school: string | null
}

/** @throws {RangeError} where an item that is asked has no model */
export function findItemModel(id: string): ItemModel {
  const model = itemModels[id]
  if (model === undefined) throw new RangeError(`findItemModel requires an item of the demo, not ${id}`)
  return model
}

/** Mean of the hidden opinion of a cell in a wave, in standard deviations; upwards is better. */
export function opinionMean(population: DemoPopulation, wave: DemoWave, group: Group, cell: Cell): number {
  const school = population.schools.find(({ code }) => code === cell.school)
  const trend = wave === '2024' ? (school?.trend ?? trends[group] * population.trendFactor(group)) : 0
  const at = (effects: readonly number[], index: number | null): number => (index === null ? 0 : (effects[index] ?? 0))
  return (
    population.level +
    (school?.level ?? 0) +
    trend +
    at(ageEffect(group), cell.age) +
    at(sexEffect, cell.sex) +
    at(population.villageEffect, cell.village) +
    at(population.desk.procedureEffect, cell.procedure)
  )
}

const shapeOf = (model: ItemModel, wave: DemoWave): readonly number[] => (wave === '2024' ? (model.reshaped ?? model.share) : model.share)

const cutsByShape = new Map<readonly number[], readonly number[]>()

/** Where the slices of the hidden opinion end: the upper cuts of all codes but the last. */
export function cutsOf(model: ItemModel, wave: DemoWave): readonly number[] {
  const shape = shapeOf(model, wave)
  const known = cutsByShape.get(shape)
  if (known !== undefined) return known
  let sum = 0
  const cuts = shape.slice(0, -1).map((share) => {
    sum += share
    return normalQuantile(sum)
  })
  cutsByShape.set(shape, cuts)
  return cuts
}

/** Where the opinion of a cell stands on the axis of the codes: turned round where the highest code is the worst. */
export const meanOnCodes = (model: ItemModel, opinion: number): number => (model.independent ? 0 : model.reversed ? -opinion : opinion)

/** Probability of each code, in their order, in a cell whose opinion has this mean. */
export function codeProbabilities(model: ItemModel, wave: DemoWave, opinion: number): readonly number[] {
  const below = [0, ...cutsOf(model, wave).map((cut) => normalCdf(cut - meanOnCodes(model, opinion))), 1]
  return below.slice(1).map((upper, index) => upper - (below[index] ?? 0))
}
