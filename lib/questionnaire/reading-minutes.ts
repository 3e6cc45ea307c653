import type { Question, Section } from './types.ts'

const words = (text: string) => text.trim().split(/\s+/).length

const choicesToMake = (question: Question) => (question.kind === 'matrix' ? question.rows.length : question.kind === 'comment' ? 0 : 1)

/** What is read once: titles, rows, statements; the words of a scale once per question, since the eye knows them from the second row on. */
function wordsToRead(question: Question): number {
  const texts = [question.title]
  if (question.kind === 'matrix') texts.push(...question.rows.map((row) => row.text), ...question.choices.map((choice) => choice.text))
  if (question.kind === 'choice') texts.push(...question.choices.map((choice) => choice.text))
  if (question.kind === 'statements') texts.push(...question.statements.map((statement) => statement.text))
  return texts.reduce((sum, text) => sum + words(text.vi), 0)
}

/** Whole minutes for the Vietnamese questionnaire: 6 s a choice and 150 words a minute, rounded up; the comment takes the time it takes. */
export function readingMinutes(sections: readonly Section[]): number {
  const questions = sections.flatMap((section) => section.questions)
  const seconds = questions.reduce((sum, question) => sum + 6 * choicesToMake(question) + (wordsToRead(question) * 60) / 150, 0)
  return Math.max(1, Math.ceil(seconds / 60))
}
