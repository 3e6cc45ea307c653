import type * as z from 'zod'
import { isSmallJson } from './is-small-json.ts'
import type { Submission } from './submission-schema.ts'
import type { Questionnaire } from './types.ts'
import { answersShown } from './visible-questions.ts'

/** What is wrong with one item of a submission. `path` is `answers.question.row`, `comment`, `consent`… and never holds an answer. */
type Problem = 'not-possible' | 'unknown' | 'consent-needed' | 'nothing-answered' | 'too-long'
type SubmissionIssue = { readonly path: string; readonly problem: Problem }
export type ReadSubmission =
  | { readonly submission: Submission; readonly issues?: never }
  | { readonly submission?: never; readonly issues: readonly SubmissionIssue[] }

/** More would only help someone who is guessing. */
const MOST_ISSUES = 20

const problemOf = (issue: z.core.$ZodIssue): Problem => {
  if (issue.code === 'unrecognized_keys') return 'unknown'
  if (issue.path[0] === 'consent') return 'consent-needed'
  return issue.path[0] === 'comment' && issue.code === 'custom' ? 'too-long' : 'not-possible'
}

/** An unknown key is named, cut to a length that a name can have. */
const pathsOf = (issue: z.core.$ZodIssue): string[] => {
  const path = issue.path.map(String)
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key.slice(0, 60)].join('.')) : [path.join('.')]
}

/**
 * Checks a parsed body against the schema of a questionnaire, and that at least one question shown is answered or a comment is written.
 * Nothing is thrown for anything that JSON can hold.
 */
export function readSubmission(questionnaire: Questionnaire, schema: z.ZodType<Submission>, body: unknown): ReadSubmission {
  if (!isSmallJson(body)) return { issues: [{ path: '', problem: 'not-possible' }] }
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    const issues = parsed.error.issues.flatMap((issue) => pathsOf(issue).map((path) => ({ path, problem: problemOf(issue) })))
    return { issues: issues.slice(0, MOST_ISSUES) }
  }
  const submission = parsed.data
  const isEmpty = answersShown(questionnaire, submission.answers).size === 0 && !submission.comment
  return isEmpty ? { issues: [{ path: 'answers', problem: 'nothing-answered' }] } : { submission }
}
