import type { Translate } from '@/lib/format/translate.ts'
import type { ActTexts } from '../waves/act-form.tsx'
import { actTexts } from '../waves/act-texts.ts'

const codes = ['phone', 'identity', 'number', 'email', 'plate', 'length', 'personal', 'not-valid'] as const

/** The words of a form that acts on a comment. */
export const commentActTexts = (t: Translate): ActTexts => ({
  ...actTexts(t),
  refusals: Object.fromEntries(codes.map((code) => [code, t(`comments.refusal.${code}`)])),
})
