import type { Refusal, RefusalReason } from './types.ts'

/** A refusal with its sentence. */
export function refuse(reason: RefusalReason, detail: string, respondents = 0, effectiveSampleSize = 0): Refusal {
  return { kind: 'refusal', reason, respondents, effectiveSampleSize, detail }
}
