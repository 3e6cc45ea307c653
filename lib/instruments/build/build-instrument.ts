import { intro } from '../notices.ts'
import { type SurveyJson, surveySchema } from '../survey-schema.ts'
import { type Instrument, type InstrumentId, instrumentSchema } from '../types.ts'
import type { Page } from './questions.ts'
import { type Pair, text } from './scales.ts'

export type InstrumentSource = {
  readonly id: InstrumentId
  readonly version: string
  readonly title: Pair
  readonly askedOf: Pair
  readonly pages: readonly Page[]
  /** The version before: an item that is `same` takes its comparability key from there. */
  readonly previous?: Instrument
}

/**
 * An instrument from its pages, checked against the schemas. The first version and every changed item get a key of their own; an item
 * marked `same` must stand in the version before and takes its key. `dropped` lists what the version before asked and this one does not.
 *
 * @throws {RangeError} where an item marked `same`, `reworded` or `rescaled` has no forerunner, or a `new` one has
 */
export function buildInstrument(source: InstrumentSource): Instrument {
  const before = new Map(source.previous?.codebook.map((item) => [item.id, item]))
  const codebook = source.pages
    .flatMap((page) => page.questions.flatMap((question) => question.items))
    .map((item) => {
      const change = source.previous === undefined ? ('first' as const) : item.change
      const forerunner = before.get(item.id)
      if ((forerunner === undefined) !== (change === 'first' || change === 'new'))
        throw new RangeError(`buildInstrument requires a change of ${source.id} ${source.version} ${item.id} that fits the version before`)
      const inherited = change === 'same' ? forerunner?.comparabilityKey : undefined
      return { ...item, change, comparabilityKey: inherited ?? `${item.id}@${source.version}` }
    })
  const asked = new Set(codebook.map((item) => item.id))
  const survey: SurveyJson = surveySchema.parse({
    title: text(source.title),
    description: text([intro.vi, intro.en]),
    locale: 'vi',
    pages: source.pages.map(({ page, questions }) => ({ ...page, elements: questions.map((question) => question.element) })),
  })
  return instrumentSchema.parse({
    id: source.id,
    version: source.version,
    title: { vi: source.title[0], en: source.title[1] },
    askedOf: { vi: source.askedOf[0], en: source.askedOf[1] },
    survey,
    codebook,
    dropped: [...before.keys()].filter((id) => !asked.has(id)),
  })
}
