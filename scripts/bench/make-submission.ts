import { randomInt, randomUUID } from 'node:crypto'
import { findInstrument } from '@/lib/instruments/index.ts'
import type { InstrumentId } from '@/lib/instruments/types.ts'
import { compileQuestionnaire, type Questionnaire } from '@/lib/questionnaire/index.ts'

const one = <T>(values: readonly T[]): T => {
  const chosen = values[randomInt(values.length)]
  if (chosen === undefined) throw new RangeError('one requires at least one value')
  return chosen
}

function makeAnswers(questionnaire: Questionnaire): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  for (const question of questionnaire.sections.flatMap((section) => section.questions)) {
    if (question.kind === 'choice') answers[question.name] = one(question.choices).value
    else if (question.kind === 'matrix')
      answers[question.name] = Object.fromEntries(question.rows.map((row) => [row.value, one(question.choices).value]))
    else if (question.kind === 'statements') answers[question.name] = [one(question.statements).value]
  }
  return answers
}

/** Makes submissions of one instrument, every question answered at random; each call another id and other answers. */
export function submissionMaker(instrument: InstrumentId, version: string): () => { id: string; body: string } {
  const questionnaire = compileQuestionnaire(findInstrument(instrument, version))
  return () => {
    const id = randomUUID()
    return { id, body: JSON.stringify({ id, answers: makeAnswers(questionnaire), consent: true }) }
  }
}
