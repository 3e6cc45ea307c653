import { type CodeChoice, type SurveyElement, type SurveyText, surveySchema } from '../instruments/survey-schema.ts'
import { type CodebookItem, DONT_KNOW, type Instrument, type Localised } from '../instruments/types.ts'
import { type Condition, pathsOf } from './condition.ts'
import { parseCondition } from './parse-condition.ts'
import { readingMinutes } from './reading-minutes.ts'
import type { Choice, CodePath, Question, Questionnaire, Section } from './types.ts'

const asksResidents = new Set(['infrastructure', 'commune-life'])

const localised = (text: SurveyText): Localised => ({ vi: text.default, en: text.en })

/** A scale from "very bad" to "very good", with or without a middle, gets faces; any other list of choices does not. */
function withFaces(choices: readonly CodeChoice[]): Choice[] {
  const plain = choices.map(({ value, text }): Choice => ({ value, text: localised(text) }))
  const steps = plain.filter((choice) => choice.value !== DONT_KNOW)
  const inOrder = steps.every((choice, index) => choice.value === index + 1)
  const faces = steps.length === 5 ? [1, 2, 3, 4, 5] : steps.length === 4 ? [1, 2, 4, 5] : []
  if (!inOrder || !faces.length || !/^rất (hài lòng|tốt)/i.test(steps.at(-1)?.text.vi ?? '')) return plain
  return plain.map((choice, index) => {
    const face = choice.value === DONT_KNOW ? undefined : faces[index]
    return face === undefined ? choice : { ...choice, face }
  })
}

function compileElement(element: SurveyElement): Question {
  const asked = {
    name: element.name,
    title: localised(element.title),
    ...(element.visibleIf === undefined ? {} : { condition: parseCondition(element.visibleIf) }),
  }
  switch (element.type) {
    case 'radiogroup':
      return { ...asked, kind: 'choice', choices: withFaces(element.choices) }
    case 'matrix':
      return {
        ...asked,
        kind: 'matrix',
        choices: withFaces(element.columns),
        rows: element.rows.map(({ value, text }) => ({ value, text: localised(text) })),
      }
    case 'checkbox': {
      const dontKnow = element.choices.find((choice) => choice.value === DONT_KNOW)
      return {
        ...asked,
        kind: 'statements',
        statements: element.choices.flatMap(({ value, text }) => (typeof value === 'string' ? [{ value, text: localised(text) }] : [])),
        ...(dontKnow ? { dontKnow: localised(dontKnow.text) } : {}),
      }
    }
    case 'comment':
      return { ...asked, kind: 'comment', maxLength: element.maxLength }
  }
}

/** A condition may read only questions asked before, and values that they can have. */
function checkCondition(condition: Condition, before: ReadonlyMap<string, Question>, name: string): void {
  for (const path of pathsOf(condition)) {
    const [question = '', row] = path.split('.')
    const read = before.get(question)
    const known = read?.kind === 'matrix' ? row === undefined || read.rows.some((each) => each.value === row) : read && row === undefined
    if (!known || read?.kind === 'comment')
      throw new RangeError(`compileQuestionnaire requires that ${name} reads a question asked before it: {${path}}`)
  }
}

function codePath(item: CodebookItem, questions: ReadonlyMap<string, Question>): CodePath {
  const [name = '', part = null] = item.path.split('.')
  const question = questions.get(name)
  const fits =
    question?.kind === 'choice'
      ? part === null
      : question?.kind === 'matrix'
        ? question.rows.some((row) => row.value === part)
        : question?.kind === 'statements' && question.statements.some((statement) => statement.value === part)
  if (!fits || !question || question.kind === 'comment')
    throw new RangeError(`compileQuestionnaire requires a question for item ${item.id}: ${item.path}`)
  return { item: item.id, question: question.name, part, kind: question.kind }
}

/**
 * Turns one frozen instrument into the questionnaire that is asked: an allow-listed part of SurveyJS, nothing else.
 *
 * @throws {RangeError} where a name is used twice, a condition is not understood or looks ahead, an item of the codebook has no question,
 *   or a question has no item; {ZodError} where the survey uses more of SurveyJS than is allowed
 */
export function compileQuestionnaire(instrument: Instrument): Questionnaire {
  const survey = surveySchema.parse(instrument.survey)
  const questions = new Map<string, Question>()
  const sections = survey.pages.map((page): Section => {
    const compiled = page.elements.map((element) => {
      const question = compileElement(element)
      const parts = question.kind === 'matrix' ? question.rows : question.kind === 'statements' ? question.statements : []
      if ([question.name, ...parts.map((part) => part.value)].some((name) => name in Object.prototype))
        throw new RangeError(`compileQuestionnaire requires names that no object has by birth: ${question.name}`)
      if (questions.has(question.name)) throw new RangeError(`compileQuestionnaire requires distinct names: ${question.name}`)
      if (question.condition) checkCondition(question.condition, questions, question.name)
      questions.set(question.name, question)
      return question
    })
    return { name: page.name, title: localised(page.title), questions: compiled }
  })
  const codebook = instrument.codebook.map((item) => codePath(item, questions))
  const coded = new Set(codebook.map((path) => path.question))
  for (const [name, { kind }] of questions)
    if (!coded.has(name) && kind !== 'comment') throw new RangeError(`compileQuestionnaire requires an item for every question: ${name}`)
  if ([...questions.values()].some(({ kind, name }) => kind === 'comment' && name !== 'comment'))
    throw new RangeError('compileQuestionnaire requires that the one comment is named comment')
  return {
    instrument: instrument.id,
    version: instrument.version,
    title: instrument.title,
    asksVillage: asksResidents.has(instrument.id),
    minutes: readingMinutes(sections),
    sections,
    codebook,
  }
}
