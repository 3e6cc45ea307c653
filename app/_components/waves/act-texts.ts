import type { Translate } from '@/lib/format/translate.ts'
import type { ActTexts } from './act-form.tsx'

export const refusalCodes = [
  'asked-elsewhere',
  'not-draft',
  'not-open',
  'not-paused',
  'not-closed',
  'no-instrument',
  'code-taken',
  'not-released',
  'two-versions',
  'not-valid',
  'unknown-variable',
  'unknown-category',
  'category-twice',
  'category-missing',
  'totals-differ',
  'nobody',
  'column-missing',
  'no-rows',
  'too-many-rows',
  'column-count',
  'not-a-count',
  'source-missing',
  'no-csv',
  'not-asked',
  'published',
  'withdrawn',
  'published-already',
  'not-closing',
  'kind',
  'nobody-answered',
  'no-such-start',
  'start-changed',
  'interrupted',
  'defect',
] as const

const isRefusalCode = (code: string): code is (typeof refusalCodes)[number] => (refusalCodes as readonly string[]).includes(code)

/** What a refusal's code means, in words. */
export const refusalText = (t: Translate, code: string): string => t(`wave.refusal.${isRefusalCode(code) ? code : 'defect'}`)

/** The words of a form that acts on a wave. */
export const actTexts = (t: Translate): ActTexts => ({
  busy: t('wave.act.busy'),
  errorTitle: t('wave.error.title'),
  unavailable: t('wave.error.unavailable'),
  signedOut: t('wave.error.signedOut'),
  notAllowed: t('wave.error.notAllowed'),
  notThere: t('wave.error.notThere'),
  noScript: t('wave.noScript'),
  line: t('wave.error.line'),
  tooMany: t('signIn.error.tooMany', { seconds: '{seconds}' }),
  refusals: Object.fromEntries(refusalCodes.map((code) => [code, refusalText(t, code)])),
})
