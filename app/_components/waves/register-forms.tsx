import { type Language, pick } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'
import { ActForm } from './act-form.tsx'
import { actTexts } from './act-texts.ts'
import { Table } from './table.tsx'

type Text = { readonly vi: string; readonly en: string }
type Register = {
  readonly unit: { readonly code: string; readonly name: string }
  readonly instrument: { readonly id: string; readonly title: Text }
  readonly needed: readonly {
    readonly variable: 'sex' | 'age_band' | 'village' | 'grade' | 'procedure'
    readonly categories: readonly { readonly code: string; readonly label: Text }[]
  }[]
  readonly counts: Readonly<Record<string, number>>
  readonly source: string
  readonly population: number | null
}
type Props = { readonly code: string; readonly register: Register; readonly language: Language; readonly editable: boolean }

/** The register of one unit: a form where it may be changed, else its numbers. */
export function RegisterDetails({ code, register, language, editable }: Props) {
  const t = translator(language)
  const { unit, instrument, needed, counts, source, population } = register
  const key = `${unit.code}-${instrument.id}`
  const state = population === null ? t('wave.margins.empty') : t('wave.margins.population', { count: formatCount(population, language) })
  return (
    <details>
      <summary>
        <span className="line">
          <span>
            {unit.name}: {pick(instrument.title, language)}
          </span>
          <span className="quiet">{state}</span>
        </span>
      </summary>
      <div className="inside">
        {editable ? (
          <ActForm
            action={`/api/v1/waves/${code}/margins`}
            method="PUT"
            submit={t('wave.margins.save')}
            done={t('wave.margins.saved')}
            texts={actTexts(t)}
          >
            <input type="hidden" name="unit" value={unit.code} />
            <input type="hidden" name="instrument" value={instrument.id} />
            {needed.map(({ variable, categories }) => (
              <fieldset key={variable}>
                <legend>{t(`wave.variable.${variable}`)}</legend>
                <div className="counts">
                  {categories.map((category) => {
                    const name = `${variable} ${category.code}`
                    return (
                      <div className="field" key={name}>
                        <label htmlFor={`${key}-${name}`}>{pick(category.label, language)}</label>
                        <input id={`${key}-${name}`} name={`counts.${name}`} inputMode="numeric" defaultValue={counts[name] ?? ''} />
                      </div>
                    )
                  })}
                </div>
              </fieldset>
            ))}
            <div className="field">
              <label htmlFor={`${key}-source`}>{t('wave.margins.source')}</label>
              <input id={`${key}-source`} name="source" defaultValue={source} maxLength={200} />
            </div>
          </ActForm>
        ) : (
          needed.map(({ variable, categories }) => (
            <Table
              key={variable}
              label={t(`wave.variable.${variable}`)}
              head={[t(`wave.variable.${variable}`), t('wave.sampling.population')]}
            >
              {categories.map((category) => (
                <tr key={category.code}>
                  <th scope="row">{pick(category.label, language)}</th>
                  <td className="number">
                    {counts[`${variable} ${category.code}`] === undefined
                      ? '–'
                      : formatCount(counts[`${variable} ${category.code}`] ?? 0, language)}
                  </td>
                </tr>
              ))}
            </Table>
          ))
        )}
      </div>
    </details>
  )
}
