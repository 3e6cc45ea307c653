import { formatDateTime } from '@/lib/format/dates.ts'
import type { Figure, SnapshotRef } from '@/lib/format/figures.ts'
import type { Language } from '@/lib/format/language.ts'
import { formatCount } from '@/lib/format/numbers.ts'
import { translator } from '@/lib/format/translate.ts'

type Props = {
  readonly snapshots: readonly SnapshotRef[]
  /** The figure whose people and effective n are told, with the wave it belongs to. */
  readonly figures: readonly { readonly wave: string; readonly figure: Figure | null }[]
  readonly language: Language
}

/** From the numbers to how they came about: formula, people, effective n, method version, snapshot and hash. */
export function HowComputed({ snapshots, figures, language }: Props) {
  const t = translator(language)
  return (
    <section aria-labelledby="how">
      <h2 id="how">{t('how.title')}</h2>
      <details>
        <summary>{t('how.open')}</summary>
        <div className="inside">
          <p>{t('how.formula')}</p>
          <p>{t('how.interval')}</p>
          <p>{t('how.threshold')}</p>
          <p>{t('how.levels')}</p>
          <p>{t('figure.fivePercentWhy')}</p>
          {snapshots.map((snapshot) => {
            const figure = figures.find(({ wave }) => wave === snapshot.wave)?.figure
            return (
              <div key={snapshot.wave}>
                <h3>{t('how.snapshot', { wave: snapshot.wave })}</h3>
                <ul>
                  <li>
                    {t('how.takenAt', { time: formatDateTime(snapshot.takenAt, language) })},{' '}
                    {snapshot.published ? t('how.published') : t('how.unpublished')}
                  </li>
                  <li>{t('how.responses', { count: formatCount(snapshot.responses, language) })}</li>
                  {figure?.kind === 'shown' && (
                    <li>
                      {t('how.n', {
                        respondents: formatCount(figure.respondents, language),
                        effective: formatCount(figure.effectiveN, language),
                      })}
                    </li>
                  )}
                  <li>{t('how.method', { version: snapshot.methodVersion })}</li>
                  <li className="hash">{t('how.hash', { hash: snapshot.inputHash })}</li>
                </ul>
              </div>
            )
          })}
        </div>
      </details>
    </section>
  )
}
