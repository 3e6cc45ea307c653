import { type SurveyElement, type SurveyText, surveySchema } from './survey-schema.ts'
import { DONT_KNOW, type Instrument, type Localised } from './types.ts'

type ItemTexts = { readonly item: Localised; readonly codes: ReadonlyMap<number, Localised> }

const localise = (text: SurveyText): Localised => ({ vi: text.default, en: text.en })
const labels = (choices: readonly { value: number; text: SurveyText }[]) =>
  new Map(choices.map(({ value, text }) => [value, localise(text)]))

const chosen: Localised = { vi: 'Có chọn', en: 'Chosen' }
const notChosen: Localised = { vi: 'Không chọn', en: 'Not chosen' }

function textsOf(element: SurveyElement): (readonly [path: string, ItemTexts])[] {
  switch (element.type) {
    case 'radiogroup':
      return [[element.name, { item: localise(element.title), codes: labels(element.choices) }]]
    case 'matrix':
      return element.rows.map(({ value, text }) => [`${element.name}.${value}`, { item: localise(text), codes: labels(element.columns) }])
    case 'checkbox': {
      const codes = new Map([
        [1, chosen],
        [0, notChosen],
      ])
      for (const choice of element.choices) if (choice.value === DONT_KNOW) codes.set(DONT_KNOW, localise(choice.text))
      return element.choices
        .filter((choice) => typeof choice.value === 'string')
        .map((choice) => [`${element.name}.${choice.value}`, { item: localise(choice.text), codes }])
    }
    case 'comment':
      return []
  }
}

const cache = new WeakMap<Instrument, ReadonlyMap<string, ItemTexts>>()

function findTexts(instrument: Instrument, itemId: string): ItemTexts {
  let byPath = cache.get(instrument)
  if (byPath === undefined) {
    byPath = new Map(surveySchema.parse(instrument.survey).pages.flatMap((page) => page.elements.flatMap(textsOf)))
    cache.set(instrument, byPath)
  }
  const path = instrument.codebook.find((item) => item.id === itemId)?.path
  const texts = path === undefined ? undefined : byPath.get(path)
  if (texts === undefined) throw new RangeError(`findTexts requires an item of ${instrument.id} ${instrument.version}, not ${itemId}`)
  return texts
}

/**
 * The wording of an item as people read it: the question, or the row of a matrix, or the statement of a list.
 *
 * @throws {RangeError} where the instrument has no such item
 */
export function itemText(instrument: Instrument, itemId: string): Localised {
  return findTexts(instrument, itemId).item
}

/**
 * The wording of a code of an item, DONT_KNOW included.
 *
 * @throws {RangeError} where the item has no such code
 */
export function codeLabel(instrument: Instrument, itemId: string, code: number): Localised {
  const label = findTexts(instrument, itemId).codes.get(code)
  if (label === undefined) throw new RangeError(`codeLabel requires a code of ${itemId}, not ${code}`)
  return label
}
