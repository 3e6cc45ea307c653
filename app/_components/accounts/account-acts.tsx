import type { Translate } from '@/lib/format/translate.ts'
import { ActForm } from '../waves/act-form.tsx'
import { accountTexts } from './account-texts.ts'

type Props = {
  readonly id: string
  readonly email: string
  readonly disabled: boolean
  /** One's own account, which nobody disables themselves. */
  readonly own: boolean
  readonly t: Translate
}

/** What may be done with one account, behind one more click. */
export function AccountActs({ id, email, disabled, own, t }: Props) {
  const action = `/api/v1/accounts/${id}`
  const texts = accountTexts(t)
  const shut = disabled ? 'enable' : 'disable'
  return (
    <details>
      <summary>{email}</summary>
      <div className="inside">
        <p>{t('account.resetWhy')}</p>
        <ActForm action={action} submit={t('account.reset')} once={t('account.once')} texts={texts}>
          <input type="hidden" name="act" value="reset-password" />
        </ActForm>
        <ActForm action={action} submit={t('account.endSessions')} texts={texts}>
          <input type="hidden" name="act" value="end-sessions" />
        </ActForm>
        {!own && (
          <>
            <p>{t(`account.${shut}Why`)}</p>
            <ActForm action={action} submit={t(`account.${shut}`)} texts={texts}>
              <input type="hidden" name="act" value={shut} />
            </ActForm>
          </>
        )}
      </div>
    </details>
  )
}
