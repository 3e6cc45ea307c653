'use client'

import { type ComponentType, useEffect, useState } from 'react'
import 'survey-core/survey-core.fontless.css'

type Props = { readonly survey: unknown; readonly language: 'vi' | 'en'; readonly loading: string }

/** Loaded in the browser alone and on this page alone: SurveyJS weighs half a megabyte. */
const load = async (survey: unknown, language: Props['language']): Promise<ComponentType> => {
  const [{ Model, surveyLocalization }, { Survey }] = await Promise.all([import('survey-core'), import('survey-react-ui')])
  await import('survey-core/i18n/vietnamese')
  // The instruments write Vietnamese as "default"; without this line the English page would show it too.
  surveyLocalization.defaultLocale = 'vi'
  // Words that the translation of SurveyJS gets wrong.
  Object.assign(surveyLocalization.locales['vi'] ?? {}, { ratingOptionsCaption: 'Chọn…', optionsCaption: 'Chọn…' })
  const model = new Model(survey)
  model.locale = language
  model.applyTheme({
    cssVariables: {
      '--sjs2-typography-font-family-text': "'Be Vietnam Pro', system-ui, sans-serif",
      '--sjs2-color-project-brand-600': '#0b5c8a',
    },
  })
  // Nothing is sent: the preview has no end to reach.
  model.showNavigationButtons = true
  model.showCompleteButton = false
  model.showCompletedPage = false
  return () => <Survey model={model} />
}

export function SurveyPreview({ survey, language, loading }: Props) {
  const [Loaded, setLoaded] = useState<ComponentType | null>(null)
  useEffect(() => {
    let gone = false
    load(survey, language).then((component) => {
      if (!gone) setLoaded(() => component)
    })
    return () => {
      gone = true
    }
  }, [survey, language])
  if (!Loaded) {
    return (
      <p className="chart-waiting" aria-busy="true">
        {loading}
      </p>
    )
  }
  return <Loaded />
}
