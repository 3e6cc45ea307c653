import { Model } from 'survey-core'
import { describe, expect, test } from 'vitest'
import {
  codeLabel,
  complaintNotice,
  DONT_KNOW,
  findInstrument,
  instrumentIds,
  instrumentSchema,
  instruments,
  itemText,
  RETENTION_MONTHS,
  retentionNotice,
  surveySchema,
} from '@/lib/instruments/index.ts'
import { readingTime } from './reading-time.ts'

const named = instruments.map((instrument) => ({ name: `${instrument.id} ${instrument.version}`, instrument }))
const later = named.filter(({ instrument }) => instrument.version === '2024')

test('five instruments stand in the versions 2023 and 2024', () => {
  expect(named.map(({ name }) => name).toSorted()).toEqual(instrumentIds.flatMap((id) => [`${id} 2023`, `${id} 2024`]).toSorted())
})

test('an unknown instrument or version is refused by name', () => {
  expect(() => findInstrument('health-station', '1999')).toThrow('findInstrument requires a known instrument and version')
})

describe.each(named)('$name', ({ instrument }) => {
  const survey = surveySchema.parse(instrument.survey)
  const elements = survey.pages.flatMap((page) => page.elements)

  test('fits the schema and the allow-list of SurveyJS', () => {
    expect(instrumentSchema.safeParse(instrument).error).toBeUndefined()
    expect(elements.every(({ type }) => ['radiogroup', 'matrix', 'checkbox', 'comment'].includes(type))).toBe(true)
  })

  test('is read by SurveyJS without a complaint, every question known', () => {
    const model = new Model(instrument.survey)
    expect(model.jsonErrors ?? []).toEqual([])
    expect(model.getAllQuestions().map(({ name }) => name)).toEqual(elements.map(({ name }) => name))
  })

  test('the codebook and the questionnaire hold the same items in the same order', () => {
    const paths = elements.flatMap((element) => {
      if (element.type === 'matrix') return element.rows.map(({ value }) => `${element.name}.${value}`)
      if (element.type === 'checkbox')
        return element.choices.filter(({ value }) => typeof value === 'string').map(({ value }) => `${element.name}.${value}`)
      return element.type === 'comment' ? [] : [element.name]
    })
    expect(instrument.codebook.map(({ path }) => path)).toEqual(paths)
    expect(new Set(instrument.codebook.map(({ id }) => id)).size).toBe(instrument.codebook.length)
  })

  test('every item has a wording and a label for each code in both languages, and offers "don’t know"', () => {
    for (const item of instrument.codebook) {
      expect(item.dontKnow, item.id).toBe(true)
      const texts = [itemText(instrument, item.id), ...[...item.codes, DONT_KNOW].map((code) => codeLabel(instrument, item.id, code))]
      for (const { vi, en } of texts) {
        expect(vi.trim(), item.id).not.toBe('')
        expect(en.trim(), item.id).not.toBe('')
      }
      expect(new Set(texts.slice(1).map(({ vi }) => vi)).size, item.id).toBe(item.codes.length + 1)
    }
    expect(() => codeLabel(instrument, 'sex', 7)).toThrow(RangeError)
    expect(() => itemText(instrument, 'no_such_item')).toThrow(RangeError)
  })

  test('Vietnamese texts are composed (NFC), so that equal words are equal', () => {
    const text = JSON.stringify(instrument)
    expect(text).toBe(text.normalize('NFC'))
  })

  test('every item says what it measures and where it comes from', () => {
    for (const item of instrument.codebook) {
      expect(item.measures.vi.length, item.id).toBeGreaterThan(3)
      expect(item.source.length, item.id).toBeGreaterThan(2)
    }
  })

  test('asks sex and age band last, in the categories of the register, and one comment', () => {
    const codes = Object.fromEntries(instrument.codebook.map((item) => [item.id, item.codes]))
    expect(codes).toMatchObject({ sex: [1, 2], age_band: [1, 2, 3, 4] })
    if (instrument.id === 'primary-school') expect(codes).toMatchObject({ grade: [1, 2, 3, 4, 5] })
    if (instrument.id === 'one-stop-desk') {
      expect(codes).toMatchObject({ procedure: [1, 2, 3, 4] })
      expect(instrument.codebook[0]?.id).toBe('procedure')
    }
    expect(elements.filter(({ type }) => type === 'comment').map(({ name }) => name)).toEqual(['comment'])
  })

  test('says that it takes no complaint or denunciation, and where that goes', () => {
    expect(survey.description.default).toContain(complaintNotice.vi)
    expect(survey.description.en).toContain(complaintNotice.en)
    expect(complaintNotice.vi).toMatch(/khiếu nại, tố cáo.*tiếp công dân.*UBND xã.*Luật Khiếu nại.*Luật Tố cáo/)
  })

  test.each(['vi', 'en'] as const)('is answered in time on its longest path (%s)', (language) => {
    const { seconds } = readingTime(instrument, language)
    expect(seconds).toBeGreaterThan(60)
    expect(seconds).toBeLessThanOrEqual(instrument.id === 'commune-life' ? 480 : 180)
  })

  test('no question is required, so that each page can be skipped', () => {
    expect(JSON.stringify(instrument.survey)).not.toContain('isRequired')
  })
})

test.each(named.filter(({ instrument }) => instrument.id === 'commune-life'))(
  '$name asks at most 45 items, one page a dimension',
  ({ instrument }) => {
    expect(instrument.codebook.length).toBeLessThanOrEqual(45)
    const pages = surveySchema.parse(instrument.survey).pages.map(({ name }) => name)
    expect(pages).toEqual(['d1', 'd2', 'd3', 'd4', 'd6', 'd7', 'd8', 'about_you'])
  },
)

test.each(named.filter(({ instrument }) => instrument.id !== 'commune-life'))('$name asks 16 choices at most', ({ instrument }) => {
  expect(instrument.codebook.length).toBeLessThanOrEqual(16)
})

describe.each(later)('$name against 2023', ({ instrument }) => {
  const before = findInstrument(instrument.id, '2023')
  const old = new Map(before.codebook.map((item) => [item.id, item]))

  test('an item that is called the same has the same words, codes and key; a changed one has not', () => {
    for (const item of instrument.codebook) {
      const forerunner = old.get(item.id)
      const read = (which: typeof before) => [
        questionTitle(which, item.path),
        itemText(which, item.id),
        [...item.codes, DONT_KNOW].map((code) => codeLabel(which, item.id, code)),
      ]
      if (item.change === 'same') {
        expect(item.comparabilityKey, item.id).toBe(forerunner?.comparabilityKey)
        expect(item.codes, item.id).toEqual(forerunner?.codes)
        expect(read(instrument), item.id).toEqual(read(before))
      } else {
        expect(item.comparabilityKey, item.id).not.toBe(forerunner?.comparabilityKey)
        expect(item.change === 'new', item.id).toBe(forerunner === undefined)
      }
      if (item.change === 'rescaled') expect(item.codes, item.id).not.toEqual(forerunner?.codes)
      if (item.change === 'reworded') {
        expect(item.codes, item.id).toEqual(forerunner?.codes)
        expect(itemText(instrument, item.id), item.id).not.toEqual(itemText(before, item.id))
      }
    }
  })

  test('dropped lists what is no longer asked', () => {
    const asked = new Set(instrument.codebook.map(({ id }) => id))
    expect(instrument.dropped).toEqual([...old.keys()].filter((id) => !asked.has(id)))
  })
})

test('items were kept, reworded, rescaled, added and dropped between the versions', () => {
  const changes = new Set(later.flatMap(({ instrument }) => instrument.codebook.map(({ change }) => change)))
  expect(changes).toEqual(new Set(['same', 'reworded', 'rescaled', 'new']))
  expect(later.flatMap(({ instrument }) => instrument.dropped).length).toBeGreaterThan(0)
})

test('the retention that people are told is that of the rule', () => {
  expect(RETENTION_MONTHS).toBe(24)
  expect(retentionNotice.vi).toContain('24 tháng')
  expect(retentionNotice.en).toContain('24 months')
})

function questionTitle(instrument: (typeof instruments)[number], path: string): unknown {
  const elements = surveySchema.parse(instrument.survey).pages.flatMap((page) => page.elements)
  return elements.find(({ name }) => name === path.split('.')[0])?.title
}
