import { describe, expect, test } from 'vitest'
import {
  findIndexModel,
  findInstrument,
  indexModels,
  instruments,
  type ModelDefinition,
  modelDefinitionSchema,
} from '@/lib/instruments/index.ts'
import { checkModel, type IndexModel } from '@/lib/scoring/index.ts'

const named = indexModels.map((definition) => ({ name: `${definition.model.id} ${definition.model.version}`, definition }))
const componentsOf = ({ model }: ModelDefinition) => model.dimensions.flatMap((dimension) => dimension.components)
const indicatorsOf = (definition: ModelDefinition) => componentsOf(definition).flatMap((component) => component.indicators)

test('there is the model of the commune and one of each service, in both versions', () => {
  const ids = ['papi-commune', 'health-station', 'primary-school', 'infrastructure', 'one-stop-desk']
  expect(named.map(({ name }) => name).toSorted()).toEqual(ids.flatMap((id) => [`${id} 2023`, `${id} 2024`]).toSorted())
  expect(() => findIndexModel('papi-commune', '1999')).toThrow(RangeError)
})

describe.each(named)('$name', ({ definition }) => {
  const model: IndexModel = definition.model

  test('fits its schema and is taken by the scoring library', () => {
    expect(modelDefinitionSchema.safeParse(definition).error).toBeUndefined()
    expect(() => checkModel(model)).not.toThrow()
  })

  test('every component has indicators, and their items are asked by the instrument of that version', () => {
    for (const { code, indicators } of componentsOf(definition)) expect(indicators.length, code).toBeGreaterThan(0)
    for (const indicator of indicatorsOf(definition)) {
      const { codebook } = findInstrument(indicator.instrument, model.version)
      const asked = new Map(codebook.map((item) => [item.id, item]))
      for (const id of [...indicator.items, ...(indicator.where ? [indicator.where.item] : [])])
        expect(asked.has(id), `${indicator.code} ${id}`).toBe(true)
      for (const code of indicator.where?.codes ?? []) expect(asked.get(indicator.where?.item ?? '')?.codes, indicator.code).toContain(code)
    }
  })

  test('goalposts are the ends of what an answer can be', () => {
    for (const { code, instrument, items, kind, codes, min, max } of indicatorsOf(definition)) {
      const { codebook } = findInstrument(instrument, model.version)
      const possible = items.map((id) => codebook.find((item) => item.id === id)?.codes ?? [])
      if (kind === 'mean') expect([min, max], code).toEqual([Math.min(...possible.flat()), Math.max(...possible.flat())])
      else {
        expect([min, max], code).toEqual([0, items.length])
        for (const own of possible) {
          expect(codes?.length, code).toBeLessThan(own.length)
          expect(
            codes?.every((one) => own.includes(one)),
            code,
          ).toBe(true)
        }
      }
    }
  })

  test('every code has a name in both languages and a source', () => {
    const codes = [
      ...model.dimensions.map(({ code }) => code),
      ...componentsOf(definition).map(({ code }) => code),
      ...indicatorsOf(definition).map(({ code }) => code),
    ]
    expect(Object.keys(definition.names).toSorted()).toEqual(codes.toSorted())
    expect(Object.keys(definition.sources).toSorted()).toEqual(codes.toSorted())
  })
})

test.each(instruments.map((instrument) => ({ name: `${instrument.id} ${instrument.version}`, instrument })))(
  'every scored item of $name has its place in a model, no other item has',
  ({ instrument }) => {
    const placed = new Set(
      indexModels
        .filter(({ model }) => model.version === instrument.version)
        .flatMap((definition) => indicatorsOf(definition).filter((one) => one.instrument === instrument.id))
        .flatMap(({ items }) => items),
    )
    const scored = instrument.codebook.filter(({ role }) => role === 'scored').map(({ id }) => id)
    expect([...placed].toSorted()).toEqual(scored.toSorted())
  },
)

describe('papi-commune', () => {
  const versions = ['2023', '2024'].map((version) => findIndexModel('papi-commune', version))

  test.each(versions.map((definition) => ({ version: definition.model.version, definition })))(
    '$version has 28 components, k = 4,4,3,4,3,4,3,3, without 5.2',
    ({ definition }) => {
      expect(definition.model.dimensions.map(({ code }) => code)).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'])
      expect(definition.model.dimensions.map(({ components }) => components.length)).toEqual([4, 4, 3, 4, 3, 4, 3, 3])
      const codes = componentsOf(definition).map(({ code }) => code)
      expect(codes).toHaveLength(28)
      expect(codes).not.toContain('5.2')
      for (const code of ['1.3', '4.2', '4.3', '4.4', '5.3', '8.1', '8.3']) expect(codes).toContain(code)
    },
  )

  test('5.2 is asked: the desk offers the construction permit as a procedure, and who came for it answers like all others', () => {
    for (const version of ['2023', '2024']) {
      const { codebook } = findInstrument('one-stop-desk', version)
      expect(codebook.find(({ id }) => id === 'procedure')?.codes).toContain(2)
      const procedures = indicatorsOf(findIndexModel('papi-commune', version)).flatMap(({ where }) => where?.codes ?? [])
      expect(procedures).not.toContain(2)
    }
  })

  test('the indicators of 5.1, 5.3 and 5.4 rest on one procedure each', () => {
    const baseOf = Object.fromEntries(
      versions.flatMap((definition) =>
        componentsOf(definition)
          .filter(({ code }) => code.startsWith('5.'))
          .map(({ code, indicators }) => [code, [...new Set(indicators.map(({ where }) => where?.codes.join()))]]),
      ),
    )
    expect(baseOf).toEqual({ '5.1': ['1'], '5.3': ['3'], '5.4': ['4'] })
  })

  test('every component can be compared between the years, except 3.2', () => {
    const keys = versions.map((definition) => new Map(indicatorsOf(definition).map((one) => [one.code, one.comparabilityKey])))
    const without = componentsOf(versions[0] as ModelDefinition)
      .filter(({ indicators }) => !indicators.some(({ code }) => keys[0]?.get(code) === keys[1]?.get(code)))
      .map(({ code }) => code)
    expect(without).toEqual(['3.2'])
  })

  test('every dimension has an indicator of the same code that may not be compared', () => {
    const [before, after] = versions as [ModelDefinition, ModelDefinition]
    const keyAfter = new Map(indicatorsOf(after).map((one) => [one.code, one.comparabilityKey]))
    const changed = before.model.dimensions
      .filter(({ components }) =>
        components.some(({ indicators }) =>
          indicators.some(({ code, comparabilityKey }) => keyAfter.has(code) && keyAfter.get(code) !== comparabilityKey),
        ),
      )
      .map(({ code }) => code)
    expect(changed).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'])
  })
})
