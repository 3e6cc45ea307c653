import { type Instrument, intro, retentionNotice, type SurveyElement, type SurveyText, surveySchema } from '@/lib/instruments/index.ts'

const SECONDS_A_CHOICE = 6
const WORDS_A_MINUTE = 150

export type ReadingTime = { readonly choices: number; readonly words: number; readonly seconds: number }

/** Vietnamese words are syllables parted by spaces; signs that stand alone are no words. */
const countWords = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

const textsOf = (element: SurveyElement): SurveyText[] => {
  switch (element.type) {
    case 'radiogroup':
    case 'checkbox':
      return [element.title, ...element.choices.map((choice) => choice.text)]
    case 'matrix':
      return [element.title, ...element.columns.map((column) => column.text), ...element.rows.map((row) => row.text)]
    case 'comment':
      return [element.title]
  }
}

/**
 * Longest path: every question is shown. Everything that the questionnaire shows is read once: the title, who is asked, the intro, how long
 * answers are kept, page titles, questions, rows and every choice. Consent is one more choice, the village (where one is asked) another.
 */
export function readingTime(instrument: Instrument, language: 'vi' | 'en'): ReadingTime {
  const survey = surveySchema.parse(instrument.survey)
  const asksVillage = instrument.id === 'infrastructure' || instrument.id === 'commune-life'
  const pick = (text: SurveyText): string => (language === 'vi' ? text.default : text.en)
  const shown = [
    pick(survey.title),
    instrument.askedOf[language],
    intro[language],
    retentionNotice[language],
    ...survey.pages.flatMap((page) => [pick(page.title), ...page.elements.flatMap(textsOf).map(pick)]),
  ]
  const words = shown.reduce((sum, text) => sum + countWords(text), 0)
  const choices = instrument.codebook.length + 1 + (asksVillage ? 1 : 0)
  return { choices, words, seconds: choices * SECONDS_A_CHOICE + (words * 60) / WORDS_A_MINUTE }
}
