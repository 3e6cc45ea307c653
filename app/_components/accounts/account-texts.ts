import type { Translate } from '@/lib/format/translate.ts'
import type { ActTexts } from '../waves/act-form.tsx'
import { actTexts } from '../waves/act-texts.ts'

const refusalCodes = [
  'password-not-possible',
  'password-wrong',
  'first-password',
  'unit-with-role',
  'not-valid',
  'address-taken',
  'own-account',
] as const

/** The words of a form that acts on an account. */
export const accountTexts = (t: Translate): ActTexts => ({
  ...actTexts(t),
  refusals: Object.fromEntries(refusalCodes.map((code) => [code, t(`account.refusal.${code}`)])),
})
