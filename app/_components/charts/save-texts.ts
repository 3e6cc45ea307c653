import type { Translate } from '@/lib/format/translate.ts'

/** The words of saving a chart. */
export const saveTexts = (t: Translate) => ({ label: t('chart.save'), failed: t('chart.saveFailed') })
