import { DONT_KNOW } from '../instruments/types.ts'
import type { Answer, Answers, CodePath, Questionnaire } from './types.ts'
import { answersShown } from './visible-questions.ts'

function codeOf({ kind, part }: CodePath, answer: Answer | undefined): number | null {
  if (answer === undefined) return null
  if (kind === 'choice') return typeof answer === 'number' ? answer : null
  if (Array.isArray(answer)) return answer.includes(DONT_KNOW) ? DONT_KNOW : answer.includes(part) ? 1 : 0
  return part !== null && typeof answer === 'object' && Object.hasOwn(answer, part)
    ? ((answer as Record<string, number>)[part] ?? null)
    : null
}

/**
 * The answers as they are stored: one code per item, in the order of the codebook. Hidden or unanswered = null, never 0. Of statements to
 * tick, a chosen one is 1 and the others 0; "don't know" makes all of them 98; none chosen leaves all of them null.
 */
export function codeAnswers(questionnaire: Questionnaire, answers: Answers): (number | null)[] {
  const kept = answersShown(questionnaire, answers)
  return questionnaire.codebook.map((path) => codeOf(path, kept.get(path.question)))
}
