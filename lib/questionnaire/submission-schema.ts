import * as z from 'zod'
import { DONT_KNOW } from '../instruments/types.ts'
import { cleanText } from './clean-text.ts'
import { type Answers, languages, type Question, type Questionnaire } from './types.ts'
import { questionsOf } from './visible-questions.ts'

const code = (choices: readonly { readonly value: number }[]) => z.literal(choices.map((choice) => choice.value))

function answerSchema(question: Exclude<Question, { kind: 'comment' }>) {
  switch (question.kind) {
    case 'choice':
      return code(question.choices)
    case 'matrix':
      return z.strictObject(Object.fromEntries(question.rows.map((row) => [row.value, code(question.choices).exactOptional()])))
    case 'statements': {
      const names: (string | number)[] = question.statements.map((statement) => statement.value)
      if (question.dontKnow) names.push(DONT_KNOW)
      return z
        .array(z.literal(names))
        .max(names.length)
        .refine((chosen) => new Set(chosen).size === chosen.length, 'must not repeat a statement')
    }
  }
}

const commentSchema = (maxLength: number) =>
  z
    .string()
    .transform(cleanText)
    .refine((text) => text.length <= maxLength, `must have at most ${maxLength} characters`)

/** What is left when the questions are taken away; the same for every questionnaire. */
export type Submission = {
  /** Random UUID v4 in lower case, made for this fill. */
  readonly id: string
  readonly answers: Answers
  /** Code of a village of the commune. Absent = not said. */
  readonly village?: string | undefined
  readonly comment?: string | undefined
  readonly consent: true
  readonly lang?: 'vi' | 'en' | undefined
  /** The signed time that the server wrote into the form. */
  readonly startedAt?: string | undefined
}

/**
 * The body of a submission, strict at every level: only the questions of this questionnaire, only codes that they offer, no unknown key.
 *
 *     { id, answers: { choice: 3, matrix: { row: 4 }, statements: ['a', 'b'] }, village?, comment?, consent: true, lang?, startedAt? }
 *
 * Every question may be left out. `village` is known only where residents are asked, `comment` only where there is a box for it.
 * Answers to hidden questions pass here, if they are possible ones, and are dropped by `answersShown`.
 */
export function submissionSchema(questionnaire: Questionnaire): z.ZodType<Submission> {
  const answers: Record<string, z.ZodType> = {}
  let maxLength = 0
  for (const question of questionsOf(questionnaire)) {
    if (question.kind === 'comment') maxLength = question.maxLength
    else answers[question.name] = answerSchema(question).exactOptional()
  }
  return z.strictObject({
    id: z.uuidv4().toLowerCase(),
    answers: z.strictObject(answers),
    ...(questionnaire.asksVillage ? { village: z.string().min(1).max(40).exactOptional() } : {}),
    ...(maxLength ? { comment: commentSchema(maxLength).exactOptional() } : {}),
    consent: z.literal(true),
    lang: z.enum(languages).exactOptional(),
    startedAt: z.string().max(80).exactOptional(),
  }) as unknown as z.ZodType<Submission>
}
