import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { ActForm } from './act-form.tsx'
import { actTexts } from './act-texts.ts'
import { ReasonField } from './reason-field.tsx'

type Status = 'draft' | 'open' | 'paused' | 'closed'
type Props = { readonly code: string; readonly status: Status; readonly language: Language }

const actsOf = {
  draft: ['open'],
  open: ['pause', 'close'],
  paused: ['resume', 'close'],
  closed: ['reopen'],
} as const

/** What may be done to a wave as it stands, each with what it means and behind one more click. */
export function StatusActs({ code, status, language }: Props) {
  const t = translator(language)
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{t('wave.overview.acts')}</h2>
      {status === 'draft' && (
        <p>
          <a href={`/staff/waves/${code}/edit`}>{t('wave.edit')}</a>
        </p>
      )}
      {actsOf[status].map((act) => (
        <details key={act}>
          <summary>{t(`wave.act.${act}`)}</summary>
          <div className="inside">
            <p>{t(`wave.act.${act}Why`)}</p>
            <ActForm action={`/api/v1/waves/${code}/status`} submit={t(`wave.act.${act}`)} texts={actTexts(t)}>
              <input type="hidden" name="act" value={act} />
              {act === 'reopen' && <ReasonField id="reason" label={t('wave.act.reason')} />}
            </ActForm>
          </div>
        </details>
      ))}
    </section>
  )
}
