import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { AnswerForm } from './answer-form.tsx'

export type ShownComment = { readonly id: string; readonly text: string; readonly answer: string | null; readonly place?: string }
type Props = { readonly comments: readonly ShownComment[]; readonly answers: boolean; readonly language: Language }

/** Released comments, each with what was done about it; whoever may answer is offered the form. In the order given, without dates. */
export function ReleasedComments({ comments, answers, language }: Props) {
  const t = translator(language)
  if (comments.length === 0) return <p className="quiet">{t('comments.none')}</p>
  return (
    <ul className="comments">
      {comments.map(({ id, text, answer, place }) => (
        <li key={id}>
          {place !== undefined && <p className="small quiet">{place}</p>}
          <blockquote className="comment">{text}</blockquote>
          {answer !== null && (
            <p>
              <strong>{t('comments.done')}</strong> {answer}
            </p>
          )}
          {answers && <AnswerForm id={id} answer={answer} t={t} />}
        </li>
      ))}
    </ul>
  )
}
