import { shownAnswers } from './shown-answers.ts'
import type { Answer, Answers, Question, Questionnaire } from './types.ts'

/** Every question in the order asked. */
export const questionsOf = (questionnaire: Questionnaire): readonly Question[] =>
  questionnaire.sections.flatMap((section) => section.questions)

const walk = (questionnaire: Questionnaire, answers: Answers) =>
  shownAnswers(questionsOf(questionnaire), (name) => (Object.hasOwn(answers, name) ? answers[name] : undefined))

/** Names of the questions that these answers show. */
export const visibleQuestions = (questionnaire: Questionnaire, answers: Answers): Set<string> => walk(questionnaire, answers).shown

/** The answers that stay: those of hidden questions are dropped, and so is an answer that chooses nothing. */
export function answersShown(questionnaire: Questionnaire, answers: Answers): Map<string, Answer> {
  const { kept } = walk(questionnaire, answers)
  for (const [name, answer] of kept) if (typeof answer === 'object' && Object.keys(answer).length === 0) kept.delete(name)
  return kept
}
