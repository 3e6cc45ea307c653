import { anchorOf, type Language, type Questionnaire, say } from '@/lib/questionnaire/index.ts'

export type ShownError = { readonly path: string; readonly problem: string; readonly href: string; readonly text: string }

/** The path of the element that holds an item: a row of a matrix, else the question; '' where the page has no such element. */
function elementPath(questionnaire: Questionnaire, path: string): string {
  if (path === 'consent' || path === 'comment' || path === 'village') return path
  const [, name = '', row = ''] = path.split('.')
  const question = questionnaire.sections.flatMap((section) => section.questions).find((each) => each.name === name)
  if (!question || !path.startsWith('answers.')) return ''
  return question.kind === 'matrix' && question.rows.some((each) => each.value === row) ? `answers.${name}.${row}` : `answers.${name}`
}

/** Issues of a submission in the words of the page, each with the place it links to. */
export function shownErrors(
  questionnaire: Questionnaire,
  issues: readonly { readonly path: string; readonly message: string }[],
  language: Language,
): ShownError[] {
  const comment = questionnaire.sections.flatMap((section) => section.questions).find((each) => each.kind === 'comment')
  const max = comment?.kind === 'comment' ? comment.maxLength : 0
  return issues.map(({ path, message: problem }) => {
    const place = elementPath(questionnaire, path)
    const text =
      problem === 'consent-needed'
        ? say('consentNeeded', language)
        : problem === 'nothing-answered'
          ? say('nothingAnswered', language)
          : problem === 'too-long'
            ? say('tooLong', language, { max })
            : say('notPossible', language)
    return { path: place, problem, href: place ? `#${anchorOf(place)}` : '#f', text }
  })
}
