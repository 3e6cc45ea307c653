import { type Language, pick } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { ActForm } from './act-form.tsx'
import { actTexts } from './act-texts.ts'

type Text = { readonly vi: string; readonly en: string }
type Plan = {
  readonly code: string
  readonly name: string
  /** "health-station 2024" */
  readonly instruments: readonly string[]
  readonly thresholds: { readonly minimumCell: number; readonly minimumComments: number; readonly minimumEffective: number }
}
type Props = {
  readonly action: string
  readonly method: 'POST' | 'PUT'
  readonly plan: Plan
  readonly released: readonly { readonly id: string; readonly version: string; readonly title: Text }[]
  readonly language: Language
}

const thresholds = [
  ['minimumCell', 5],
  ['minimumComments', 10],
  ['minimumEffective', 30],
] as const

/** The plan of a wave: new, or a draft to be changed. */
export function WaveForm({ action, method, plan, released, language }: Props) {
  const t = translator(language)
  return (
    <ActForm action={action} method={method} submit={t('wave.form.save')} texts={{ ...actTexts(t), busy: t('wave.form.busy') }}>
      <div className="field">
        <label htmlFor="code">{t('wave.form.code')}</label>
        <input id="code" name="code" defaultValue={plan.code} inputMode="numeric" autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor="name">{t('wave.form.name')}</label>
        <input id="name" name="name" defaultValue={plan.name} maxLength={120} autoComplete="off" />
      </div>
      <fieldset>
        <legend>{t('wave.form.instruments')}</legend>
        <p className="quiet">{t('wave.form.instrumentsHint')}</p>
        {released.map(({ id, version, title }) => {
          const value = `${id} ${version}`
          return (
            <label className="check" key={value} htmlFor={value}>
              <input id={value} type="checkbox" name="instruments[]" value={value} defaultChecked={plan.instruments.includes(value)} />
              <span>
                {pick(title, language)}, {t('wave.column.version').toLowerCase()} {version}
              </span>
            </label>
          )
        })}
      </fieldset>
      <fieldset>
        <legend>{t('wave.form.thresholds')}</legend>
        {thresholds.map(([name, least]) => (
          <div className="field" key={name}>
            <label htmlFor={name}>{t(`wave.form.${name}`)}</label>
            <input id={name} name={name} type="number" min={least} defaultValue={plan.thresholds[name]} />
          </div>
        ))}
      </fieldset>
    </ActForm>
  )
}
