import type { DecompositionLine, SensitivityView } from '@/lib/format/figures.ts'
import { instruments } from '@/lib/instruments/index.ts'
import type { ReleasedFigures } from './released-figures.ts'

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** How far a commune's index hangs on the method, as its snapshot says; null where it does not. */
export function sensitivityView(released: ReleasedFigures): SensitivityView | null {
  const row = [...released.values()].find(({ figure }) => figure === 'sensitivity')
  if (!row) return null
  const [variants, least, most] = [numberOf(row.detail['variants']), numberOf(row.detail['least']), numberOf(row.detail['most'])]
  if (row.refusal === null && row.value !== null && variants !== null && least !== null && most !== null)
    return { kind: 'shown', variants, index: row.value, least, most }
  return row.refusal && { kind: 'refused', reason: row.refusal, respondents: row.respondents }
}

type Effect = { readonly value: number; readonly lower: number; readonly upper: number }

/** What the change of each form is made of, as the snapshot of the later wave says. */
export function decompositionLines(released: ReleasedFigures): readonly DecompositionLine[] {
  return [...released.values()].flatMap((row): DecompositionLine[] => {
    if (row.figure !== 'decomposition') return []
    const title = instruments.find(({ id }) => id === row.model)?.title ?? { vi: row.model, en: row.model }
    const line = { instrument: row.model, name: title }
    if (row.refusal) return [{ ...line, figure: { kind: 'refused', reason: row.refusal, respondents: row.respondents } }]
    const { value, lower, upper, detail } = row
    const [who, how] = [detail['who'], detail['how']] as [Effect | undefined, Effect | undefined]
    if (value === null || lower === null || upper === null || !who || !how) return []
    const short = ({ value: size, lower: low, upper: high }: Effect): Effect => ({ value: size, lower: low, upper: high })
    return [{ ...line, figure: { kind: 'shown', change: { value, lower, upper }, who: short(who), how: short(how) } }]
  })
}
