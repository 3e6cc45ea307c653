import type { Condition } from './condition.ts'
import { conditionHolds } from './condition-holds.ts'
import type { Answer } from './types.ts'

type Conditional = { readonly name: string; readonly condition?: Condition | undefined }

/**
 * Walks the questions in the order in which they are asked, as a person does: a condition reads the answers of the questions shown
 * before it, and the answer of a hidden question counts as not given. Shared by the server and the phone.
 *
 * @returns the names of the questions shown, and the answers that stay, in the order asked
 */
export function shownAnswers(
  questions: readonly Conditional[],
  answerOf: (name: string) => Answer | undefined,
): { shown: Set<string>; kept: Map<string, Answer> } {
  const shown = new Set<string>()
  const kept = new Map<string, Answer>()
  for (const { name, condition } of questions) {
    if (condition && !conditionHolds(condition, kept)) continue
    shown.add(name)
    const answer = answerOf(name)
    if (answer !== undefined) kept.set(name, answer)
  }
  return { shown, kept }
}
