import { formatDate } from '@/lib/format/dates.ts'
import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { ActForm } from '../waves/act-form.tsx'
import { AnswerForm } from './answer-form.tsx'
import { commentActTexts } from './comment-act-texts.ts'
import { MarkedText } from './marked-text.tsx'

type Kind = 'phone' | 'identity' | 'number' | 'email' | 'plate' | 'name'
type Comment = {
  readonly id: string
  readonly wave: string
  readonly unit: string
  readonly text: string
  readonly finds: readonly { readonly kind: Kind; readonly start: number; readonly end: number }[]
  readonly status: 'new' | 'released' | 'redacted' | 'rejected'
  readonly releasedText: string | null
  /** Why it was shortened or kept back. */
  readonly reason: string | null
  readonly assignedTo: string | null
  readonly dueOn: string | null
  readonly shown: boolean
  readonly answer: string | null
  /** The text without what was found: a proposal. */
  readonly proposal: string
}
type Unit = { readonly code: string; readonly name: string }
type Props = {
  readonly comment: Comment
  readonly units: readonly Unit[]
  readonly reasons: readonly Reason[]
  readonly language: Language
}
type Reason = 'personal-data' | 'insult' | 'complaint-or-denunciation' | 'not-about-service' | 'advertising' | 'repeated' | 'empty'

/** A comment as the officer decides on it: what it says, what seems to tell a person, how it stands, and what may be done. */
export function ReviewItem({ comment, units, reasons, language }: Props) {
  const t = translator(language)
  const { id, finds, status, releasedText, reason, assignedTo, dueOn, shown, answer } = comment
  const texts = commentActTexts(t)
  const hasNumbers = finds.some(({ kind }) => kind !== 'name')
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code
  const known = reasons.find((each) => each === reason)
  const despite = (key: string) =>
    hasNumbers && (
      <p>
        <label>
          <input type="checkbox" name="despiteFinds" value="yes" id={`${key}-${id}`} /> {t('comments.despite')}
        </label>
      </p>
    )
  const reasonField = (key: string) => (
    <div className="field">
      <label htmlFor={`${key}-${id}`}>{t('comments.reason')}</label>
      <select id={`${key}-${id}`} name="reason">
        {reasons.map((each) => (
          <option key={each} value={each}>
            {t(`comments.reason.${each}`)}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <li>
      <p className="small quiet">
        {nameOf(comment.unit)}, {comment.wave} <span className="mark">{t(`comments.status.${status}`)}</span>
      </p>
      <MarkedText text={comment.text} finds={finds} t={t} />
      {status === 'redacted' && releasedText !== null && (
        <p>
          <strong>{t('comments.readersSee')}</strong> {releasedText}
        </p>
      )}
      {known && <p className="small">{t('comments.because', { reason: t(`comments.reason.${known}`) })}</p>}
      {releasedText !== null && (
        <p className="small quiet">
          {shown ? t('comments.shown') : t('comments.waits')}
          {assignedTo !== null && ` ${t('comments.assigned', { unit: nameOf(assignedTo) })}`}
          {dueOn !== null && answer === null && ` ${t('comments.due', { day: formatDate(dueOn, language) })}`}
        </p>
      )}
      {answer !== null && (
        <p>
          <strong>{t('comments.done')}</strong> {answer}
        </p>
      )}
      {status !== 'released' && (
        <details>
          <summary>{t('comments.act.release')}</summary>
          <div className="inside">
            <ActForm action={`/api/v1/comments/${id}/decision`} submit={t('comments.act.release')} texts={texts}>
              <input type="hidden" name="act" value="release" />
              {despite('release')}
            </ActForm>
          </div>
        </details>
      )}
      <details>
        <summary>{t('comments.act.redact')}</summary>
        <div className="inside">
          <ActForm action={`/api/v1/comments/${id}/decision`} submit={t('comments.act.redact')} texts={texts}>
            <input type="hidden" name="act" value="redact" />
            <div className="field">
              <label htmlFor={`text-${id}`}>{t('comments.readersRead')}</label>
              <textarea id={`text-${id}`} name="text" rows={4} defaultValue={releasedText ?? comment.proposal} />
            </div>
            {reasonField('redact')}
            {despite('redact-despite')}
          </ActForm>
        </div>
      </details>
      {status !== 'rejected' && (
        <details>
          <summary>{t('comments.act.reject')}</summary>
          <div className="inside">
            {releasedText !== null && <p>{t('comments.rejectTakesBack')}</p>}
            <ActForm action={`/api/v1/comments/${id}/decision`} submit={t('comments.act.reject')} texts={texts}>
              <input type="hidden" name="act" value="reject" />
              {reasonField('reject')}
            </ActForm>
          </div>
        </details>
      )}
      {releasedText !== null && (
        <>
          <details>
            <summary>{t('comments.act.assign')}</summary>
            <div className="inside">
              <ActForm action={`/api/v1/comments/${id}/assignment`} method="PUT" submit={t('comments.act.assign')} texts={texts}>
                <div className="field">
                  <label htmlFor={`unit-${id}`}>{t('comments.unit')}</label>
                  <select id={`unit-${id}`} name="unit" defaultValue={assignedTo ?? comment.unit}>
                    {units.map(({ code, name }) => (
                      <option key={code} value={code}>
                        {name}
                      </option>
                    ))}
                  </select>
                </div>
              </ActForm>
            </div>
          </details>
          <AnswerForm id={id} answer={answer} t={t} />
        </>
      )}
    </li>
  )
}
