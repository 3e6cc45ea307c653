import type { Translate } from '@/lib/format/translate.ts'
import { ActForm } from '../waves/act-form.tsx'
import { accountTexts } from './account-texts.ts'

/** Changes one's own password. */
export function PasswordForm({ t }: { readonly t: Translate }) {
  return (
    <ActForm action="/api/v1/account/password" submit={t('account.change')} texts={accountTexts(t)}>
      <div className="field">
        <label htmlFor="old">{t('account.old')}</label>
        <input id="old" name="old" type="password" autoComplete="current-password" />
      </div>
      <div className="field">
        <label htmlFor="password">{t('account.new')}</label>
        <input id="password" name="password" type="password" autoComplete="new-password" aria-describedby="password-hint" />
        <p className="small quiet" id="password-hint">
          {t('account.changeHint')}
        </p>
      </div>
    </ActForm>
  )
}
