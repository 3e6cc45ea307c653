import type { StandingView } from '@/lib/format/figures.ts'
import type { ReadScoreRow } from './score-row.ts'

/** With fewer units of a kind the mean and a unit's own score would give away another's: those are told once all are published. */
const UNITS_TOLD_UNPUBLISHED = 4

const places = ['like-others', 'unclear', 'above', 'below'] as const
type Pair = readonly [number, number]
const pairOf = (value: unknown): Pair | null =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number') ? (value as unknown as Pair) : null

/** Where a unit stands among those of its kind, as released; null where the snapshot says nothing of it. */
export function standingView(wave: string, published: boolean, rows: readonly ReadScoreRow[]): StandingView | null {
  const row = rows.find(({ figure }) => figure === 'standing')
  if (!row) return null
  if (row.refusal)
    return row.refusal === 'not-comparable'
      ? { kind: 'alone', wave }
      : { kind: 'refused', wave, reason: row.refusal, respondents: row.respondents }
  const { units, funnel } = row.detail
  const place = places.find((one) => one === row.detail['place'])
  const far = pairOf(row.detail['far'])
  const { value, lower, upper, effective_n: effectiveN } = row
  if (typeof units !== 'number' || !place || !far || value === null || lower === null || upper === null || effectiveN === null) return null
  if (units < UNITS_TOLD_UNPUBLISHED && !published) return { kind: 'unpublished', wave }
  return {
    kind: 'shown',
    wave,
    units,
    mean: value,
    near: [lower, upper],
    far,
    place,
    effectiveN,
    funnel: (Array.isArray(funnel) ? funnel : []).flatMap((one: Record<string, unknown>) => {
      const [nearAt, farAt] = [pairOf(one['near']), pairOf(one['far'])]
      const size = one['effectiveSampleSize']
      return nearAt && farAt && typeof size === 'number' ? [{ effectiveN: size, near: nearAt, far: farAt }] : []
    }),
  }
}
