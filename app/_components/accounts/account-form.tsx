import type { Translate } from '@/lib/format/translate.ts'
import { ActForm } from '../waves/act-form.tsx'
import { accountTexts } from './account-texts.ts'

type Props = { readonly units: readonly { readonly code: string; readonly name: string }[]; readonly t: Translate }

/** Every role of a commune; those of the province belong to none. */
const roles = ['officer', 'leader', 'front', 'inspection', 'unit', 'enumerator'] as const

/** A new account. Its first password is shown once, below. */
export function AccountForm({ units, t }: Props) {
  return (
    <ActForm action="/api/v1/accounts" submit={t('account.create')} once={t('account.once')} texts={accountTexts(t)}>
      <div className="field">
        <label htmlFor="email">{t('account.email')}</label>
        <input id="email" name="email" type="email" maxLength={254} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </div>
      <div className="field">
        <label htmlFor="name">{t('account.name')}</label>
        <input id="name" name="name" maxLength={120} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor="role">{t('account.role')}</label>
        <select id="role" name="role" defaultValue="unit">
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="unitCode">{t('account.unit')}</label>
        <select id="unitCode" name="unitCode" defaultValue="">
          <option value="">{t('account.noUnit')}</option>
          {units.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </ActForm>
  )
}
