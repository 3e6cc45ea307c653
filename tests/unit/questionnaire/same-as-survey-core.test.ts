import fc from 'fast-check'
import { Model } from 'survey-core'
import { describe, expect, test } from 'vitest'
import { instruments } from '@/lib/instruments/index.ts'
import type { Instrument } from '@/lib/instruments/types.ts'
import { answersShown, compileQuestionnaire, submissionSchema, visibleQuestions } from '@/lib/questionnaire/index.ts'
import { arbitraryAnswers } from '../../support/arbitrary-answers.ts'
import { conditionalQuestion, fixtureInstrument } from '../../support/fixture-instrument.ts'

const operators = [
  '{used} = 1',
  '{used} != 1',
  '{why} <= 2',
  '{why} < 2 or {why} > 4',
  '{why} >= 3 and {used} = 1',
  '{used} empty',
  '{quality.road} notempty',
  '{quality} notempty',
  '{quality.water} anyof [1, 2, 98]',
  "{seen} anyof ['board', 'website']",
  "{seen} contains 'board'",
  '{seen} contains 98',
  '{seen} empty',
  '!({used} = 1) and ({again} = 0 or {quality.road} <= 3)',
  'negate ({why} anyof [1, 5])',
  '{used} = 1 or {again} = 1 and {why} = 3',
]
const everyOperator = fixtureInstrument(
  operators.map((visibleIf, index) => conditionalQuestion(`c${index}`, visibleIf)[0]),
  operators.map((visibleIf, index) => conditionalQuestion(`c${index}`, visibleIf)[1]),
)

const named = (instrument: Instrument) => ({ name: `${instrument.id} ${instrument.version}`, instrument })
const cases = [...instruments.map(named), { name: 'a fixture with every operator', instrument: everyOperator }]

describe('the questionnaire and survey-core', () => {
  test.each(cases)('show the same questions and keep the same answers: $name', ({ instrument }) => {
    const questionnaire = compileQuestionnaire(instrument)
    const schema = submissionSchema(questionnaire)
    const model = new Model(instrument.survey)
    const questions = model.getAllQuestions()
    fc.assert(
      fc.property(arbitraryAnswers(questionnaire), (answers) => {
        // As a person fills it in: from the top, and only what is shown.
        model.clear()
        for (const question of questions)
          if (question.isVisible && question.name in answers) model.setValue(question.name, answers[question.name])
        expect(model.validate()).toBe(true)
        expect([...visibleQuestions(questionnaire, answers)].sort()).toEqual(
          questions.flatMap((question) => (question.isVisible ? [question.name] : [])).sort(),
        )
        model.doComplete()
        expect(model.state).toBe('completed')
        expect(Object.fromEntries(answersShown(questionnaire, answers))).toEqual(model.data)
        expect(schema.safeParse({ id: '1b4e28ba-2fa1-4d6b-8c3f-0123456789ab', answers, consent: true }).success).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test.each(cases)('offer the same codes, so a code refused by one is offered by none: $name', ({ instrument }) => {
    const questionnaire = compileQuestionnaire(instrument)
    const schema = submissionSchema(questionnaire)
    const accepts = (name: string, answer: unknown) =>
      schema.safeParse({ id: '1b4e28ba-2fa1-4d6b-8c3f-0123456789ab', answers: { [name]: answer }, consent: true }).success
    for (const question of new Model(instrument.survey).getAllQuestions()) {
      const type = question.getType()
      const codes = Array.from({ length: 100 }, (_, code) => code)
      const offered = (list: { value: unknown }[]) => codes.filter((code) => list.some((each) => each.value === code))
      if (type === 'radiogroup') expect(codes.filter((code) => accepts(question.name, code))).toEqual(offered(question['choices']))
      if (type === 'matrix')
        for (const row of question['rows'])
          expect(codes.filter((code) => accepts(question.name, { [row.value]: code }))).toEqual(offered(question['columns']))
      if (type === 'checkbox') for (const choice of question['choices']) expect(accepts(question.name, [choice.value])).toBe(true)
    }
  })
})
