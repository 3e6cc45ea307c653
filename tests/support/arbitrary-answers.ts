import fc from 'fast-check'
import type { Answer, Answers, Questionnaire } from '@/lib/questionnaire/index.ts'

type Question = Questionnaire['sections'][number]['questions'][number]

function arbitraryAnswer(question: Question): fc.Arbitrary<Answer> | null {
  switch (question.kind) {
    case 'choice':
      return fc.constantFrom(...question.choices.map((choice) => choice.value))
    case 'matrix': {
      const code = fc.constantFrom(...question.choices.map((choice) => choice.value))
      return fc.record(Object.fromEntries(question.rows.map((row) => [row.value, code])), {
        requiredKeys: [],
        noNullPrototype: true,
      }) as fc.Arbitrary<Answer>
    }
    case 'statements':
      return fc.oneof(
        fc.subarray(question.statements.map((statement): string | number => statement.value)),
        ...(question.dontKnow ? [fc.constant([98])] : []),
      )
    case 'comment':
      return null
  }
}

/** Answers that a phone could send: every question left out or answered with what it offers, whether it is shown or not. */
export function arbitraryAnswers(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const byName = questions.flatMap((question) => {
    const answer = arbitraryAnswer(question)
    return answer ? [[question.name, answer] as const] : []
  })
  return fc.record(Object.fromEntries(byName), { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Answers>
}
