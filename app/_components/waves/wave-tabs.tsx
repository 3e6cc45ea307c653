import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'

const tabs = ['overview', 'sampling', 'margins', 'quality', 'snapshots'] as const
export type WaveTab = (typeof tabs)[number]
type Props = {
  readonly code: string
  readonly name: string
  readonly current: WaveTab
  readonly language: Language
  readonly runs: boolean
}

/** Head of every page of a wave: whose it is, and the other pages. */
export function WaveTabs({ code, name, current, language, runs }: Props) {
  const t = translator(language)
  return (
    <>
      <p className="eyebrow">
        <a href="/staff/waves">{t('wave.title')}</a> · {code}
      </p>
      <h1>{name}</h1>
      {!runs && <p className="quiet">{t('wave.readOnly')}</p>}
      <nav className="tabs" aria-label={t('wave.tab.label')}>
        <ul>
          {tabs.map((tab) => (
            <li key={tab}>
              <a
                href={`/staff/waves/${code}${tab === 'overview' ? '' : `/${tab}`}`}
                {...(tab === current ? { 'aria-current': 'page' as const } : {})}
              >
                {t(`wave.tab.${tab}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
