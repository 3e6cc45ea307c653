import type { RefusalReason } from '@/lib/scoring/types.ts'
import type { Figure, FigurePair } from './figures.ts'

/** What may be said about one line of a comparison. */
export type PairState =
  | { readonly kind: 'rose' | 'fell' | 'no-clear-change'; readonly from: number; readonly to: number }
  | { readonly kind: 'not-comparable' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly respondents: number | null }
  | { readonly kind: 'only-from' | 'only-to' | 'absent' }

const refusal = (figure: Figure | null) => (figure?.kind === 'refused' ? figure : null)

/**
 * The one state of a line: verdict, or why there is none. A refused year says more than a refused change, and the later year more than
 * the earlier; where two shown years stand without a change, they were not compared.
 */
export const pairState = ({ from, to, change }: Pick<FigurePair, 'from' | 'to' | 'change'>): PairState => {
  if (change?.kind === 'shown') {
    if (change.verdict === 'not-comparable') return { kind: 'not-comparable' }
    return { kind: change.verdict, from: change.fromValue, to: change.toValue }
  }
  if (!from && !to) return { kind: 'absent' }
  if (!from) return { kind: 'only-to' }
  if (!to) return { kind: 'only-from' }
  const refused = refusal(to) ?? refusal(from)
  if (refused) return { kind: 'refused', reason: refused.reason, respondents: refused.respondents }
  if (change && change.reason !== 'not-comparable') return { kind: 'refused', reason: change.reason, respondents: change.respondents }
  return { kind: 'not-comparable' }
}
