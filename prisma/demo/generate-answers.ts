import { DONT_KNOW, type Instrument, type SurveyElement, surveySchema } from '@/lib/instruments/index.ts'
import { type Answers, compileQuestionnaire, visibleQuestions } from '@/lib/questionnaire/index.ts'
import { type RandomStream, randomStream } from './random.ts'

/** SurveyJS data: the code of a radiogroup, the codes by row of a matrix, the statements of a checkbox. */
export type GeneratedAnswers = Record<string, number | Record<string, number> | (string | number)[]>

const LEFT_OUT = 0.04

/** Mildly positive, as people are: the middle and upper codes more often, "don't know" now and then. */
function drawCode(codes: readonly number[], random: RandomStream): number {
  const known = codes.filter((code) => code !== DONT_KNOW)
  if (codes.includes(DONT_KNOW) && random.holds(0.05)) return DONT_KNOW
  return known[random.pick(known.map((_, index) => 1 + index))] ?? DONT_KNOW
}

function drawAnswer(element: SurveyElement, random: RandomStream): GeneratedAnswers[string] | null {
  switch (element.type) {
    case 'radiogroup':
      return random.holds(LEFT_OUT)
        ? null
        : drawCode(
            element.choices.map(({ value }) => value),
            random,
          )
    case 'matrix': {
      const codes = element.columns.map(({ value }) => value)
      const rows = element.rows.filter(() => !random.holds(LEFT_OUT)).map(({ value }) => [value, drawCode(codes, random)] as const)
      return rows.length === 0 ? null : Object.fromEntries(rows)
    }
    case 'checkbox': {
      const statements = element.choices.map(({ value }) => value).filter((value) => typeof value === 'string' && random.holds(0.6))
      return statements.length === 0 ? null : statements
    }
    case 'comment':
      return null
  }
}

/**
 * Plausible answers to any instrument, the same for the same seed: SurveyJS data keyed by question, hidden questions and comments left
 * out. The village, which is no question, is for the caller to add.
 */
export function generateAnswers(instrument: Instrument, seed: string | number): GeneratedAnswers {
  const random = randomStream(`answers ${seed} ${instrument.id} ${instrument.version}`)
  const elements = surveySchema.parse(instrument.survey).pages.flatMap((page) => page.elements)
  const drawn = elements.flatMap((element): [string, GeneratedAnswers[string]][] => {
    const answer = drawAnswer(element, random)
    return answer === null ? [] : [[element.name, answer]]
  })
  const answers: Answers = Object.fromEntries(drawn)
  const visible = visibleQuestions(compileQuestionnaire(instrument), answers)
  return Object.fromEntries(drawn.filter(([name]) => visible.has(name)))
}
