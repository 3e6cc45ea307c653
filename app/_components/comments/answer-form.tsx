import type { Translate } from '@/lib/format/translate.ts'
import { ActForm } from '../waves/act-form.tsx'
import { commentActTexts } from './comment-act-texts.ts'

type Props = { readonly id: string; readonly answer: string | null; readonly t: Translate }

/** The public answer to a released comment: "bạn nói, xã làm". */
export function AnswerForm({ id, answer, t }: Props) {
  return (
    <details>
      <summary>{t(answer === null ? 'comments.answer.write' : 'comments.answer.change')}</summary>
      <div className="inside">
        <ActForm action={`/api/v1/comments/${id}/answer`} method="PUT" submit={t('comments.answer.submit')} texts={commentActTexts(t)}>
          <div className="field">
            <label htmlFor={`answer-${id}`}>{t('comments.answer.label')}</label>
            <textarea id={`answer-${id}`} name="answer" rows={4} maxLength={2_000} defaultValue={answer ?? ''} />
          </div>
        </ActForm>
      </div>
    </details>
  )
}
