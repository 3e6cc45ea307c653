import { describe, expect, test } from 'vitest'
import { instruments } from '@/lib/instruments/index.ts'
import { codeAnswers, compileQuestionnaire } from '@/lib/questionnaire/index.ts'
import { conditionalQuestion, fixtureInstrument } from '../../support/fixture-instrument.ts'

const withCondition = (visibleIf: string) => {
  const [element, item] = conditionalQuestion('extra', visibleIf)
  return fixtureInstrument([element], [item])
}

describe('compileQuestionnaire', () => {
  test('every released instrument compiles to plain data', () => {
    expect(instruments.length).toBeGreaterThanOrEqual(10)
    for (const instrument of instruments) {
      const questionnaire = compileQuestionnaire(instrument)
      expect(JSON.parse(JSON.stringify(questionnaire))).toEqual(questionnaire)
      expect(questionnaire.codebook.map((path) => path.item)).toEqual(instrument.codebook.map((item) => item.id))
    }
  })

  test('a scale from very dissatisfied to very satisfied has faces, "don’t know" and other lists have none', () => {
    const [first, second] = compileQuestionnaire(fixtureInstrument()).sections
    const facesOf = (question: unknown) => (question as { choices: { face?: number }[] }).choices.map((choice) => choice.face)
    expect(facesOf(first?.questions[2])).toEqual([1, 2, 3, 4, 5, undefined])
    expect(facesOf(second?.questions[0])).toEqual([1, 2, 3, 4, 5, undefined])
    expect(facesOf(first?.questions[0])).toEqual([undefined, undefined])
  })

  test.each(['{later} = 1', '{extra} = 1', '{quality.nothing} = 1', '{used.row} = 1', '{comment} notempty', '{used} = '])(
    'a condition that looks ahead, at nothing or is not understood is refused: %s',
    (visibleIf) => {
      expect(() => compileQuestionnaire(withCondition(visibleIf))).toThrow(RangeError)
    },
  )

  test('a name used twice, an item without a question and a question without an item are refused', () => {
    const [element, item] = conditionalQuestion('used', '{again} = 1')
    expect(() => compileQuestionnaire(fixtureInstrument([element]))).toThrow(/distinct names/)
    expect(() => compileQuestionnaire(fixtureInstrument([], [{ ...item, id: 'lost', path: 'lost' }]))).toThrow(/question for item lost/)
    expect(() => compileQuestionnaire(fixtureInstrument([{ ...element, name: 'lost' }]))).toThrow(/item for every question: lost/)
    expect(() => compileQuestionnaire(fixtureInstrument([{ ...element, name: 'constructor' }]))).toThrow(/by birth/)
  })

  test('more of SurveyJS than is allowed is refused', () => {
    expect(() => compileQuestionnaire(fixtureInstrument([{ type: 'html', name: 'x', html: '<script>' }]))).toThrow()
    const [element] = conditionalQuestion('extra', '{used} = 1')
    expect(() => compileQuestionnaire(fixtureInstrument([{ ...element, validators: [{ type: 'regex', regex: '^(a+)+$' }] }]))).toThrow()
  })
})

describe('codeAnswers', () => {
  const questionnaire = compileQuestionnaire(fixtureInstrument())

  test('gives one code per item in the order of the codebook', () => {
    const answers = { used: 1, again: 0, why: 98, quality: { road: 4, water: 5 }, seen: ['website'] }
    expect(codeAnswers(questionnaire, answers)).toEqual([1, 0, 98, 4, 5, 0, 1])
  })

  test('nothing given is null everywhere, never 0', () => {
    expect(codeAnswers(questionnaire, {})).toEqual([null, null, null, null, null, null, null])
    expect(codeAnswers(questionnaire, { quality: {}, seen: [] })).toEqual([null, null, null, null, null, null, null])
  })

  test('"don’t know" about statements is 98 for each of them', () => {
    expect(codeAnswers(questionnaire, { seen: [98] }).slice(5)).toEqual([98, 98])
  })

  test('hidden answers are dropped, also those that hang on a hidden answer', () => {
    expect(codeAnswers(questionnaire, { used: 0, again: 0, why: 3 }).slice(0, 3)).toEqual([0, null, null])
    expect(codeAnswers(questionnaire, { again: 0, why: 3, quality: { road: 2 } })).toEqual([null, null, null, 2, null, null, null])
  })
})
