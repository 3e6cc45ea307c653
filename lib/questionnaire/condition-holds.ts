import type { Condition, Scalar } from './condition.ts'
import type { Answer } from './types.ts'

/** What a path reads: nothing where the question is unanswered or hidden. */
function valueAt(path: string, answers: ReadonlyMap<string, Answer>): Answer | undefined {
  const [question = '', row] = path.split('.')
  const answer = answers.get(question)
  return row === undefined ? answer : (answer as Record<string, number> | undefined)?.[row]
}

const isEmpty = (value: Answer | undefined) => value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
const has = (value: Answer | undefined, wanted: Scalar) => (Array.isArray(value) ? value.includes(wanted) : value === wanted)

/**
 * Whether a condition holds on the answers so far; the same on the server and on the phone. An unanswered question is equal to nothing,
 * unequal to everything and neither smaller nor greater, as in SurveyJS.
 */
export function conditionHolds(condition: Condition, answers: ReadonlyMap<string, Answer>): boolean {
  if (condition[0] === 'and') return conditionHolds(condition[1], answers) && conditionHolds(condition[2], answers)
  if (condition[0] === 'or') return conditionHolds(condition[1], answers) || conditionHolds(condition[2], answers)
  if (condition[0] === 'not') return !conditionHolds(condition[1], answers)
  const value = valueAt(condition[1], answers)
  switch (condition[0]) {
    case 'empty':
      return isEmpty(value)
    case 'notempty':
      return !isEmpty(value)
    case 'anyof':
      return condition[2].some((wanted) => has(value, wanted))
    case 'contains':
      return has(value, condition[2])
    case '=':
      return value === condition[2]
    case '!=':
      return value !== condition[2]
    default: {
      if (typeof value !== 'number' || typeof condition[2] !== 'number') return false
      const difference = value - condition[2]
      return condition[0] === '<'
        ? difference < 0
        : condition[0] === '<='
          ? difference <= 0
          : condition[0] === '>'
            ? difference > 0
            : difference >= 0
    }
  }
}
