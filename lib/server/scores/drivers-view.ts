import type { DriverLine, DriversView } from '@/lib/format/figures.ts'
import { modelOf, nameOf, type ReleasedFigures } from './released-figures.ts'
import type { ReadScoreRow } from './score-row.ts'

const quadrants = ['improve-first', 'keep-up', 'low-priority', 'possible-overkill'] as const

/** What goes with satisfaction in a unit, as released, the most important first; null where the snapshot holds nothing of it. */
export function driversView(wave: string, rows: readonly ReadScoreRow[], released: ReleasedFigures): DriversView | null {
  const own = rows.filter(({ figure }) => figure === 'driver')
  const whole = own.find(({ level }) => level === 'index')
  if (!whole) return null
  const definition = modelOf(released, { unitId: whole.unit_id, model: whole.model })
  const { importanceLine, performanceLine } = whole.detail
  if (whole.refusal || whole.value === null || whole.respondents === null || !definition)
    return { kind: 'refused', wave, reason: whole.refusal ?? 'too-few-answers', respondents: whole.respondents }
  if (typeof importanceLine !== 'number' || typeof performanceLine !== 'number') return null
  const parts = own.flatMap(({ level, code, value, lower, upper, detail }): DriverLine[] => {
    const { first, performance, isSure } = detail
    const quadrant = quadrants.find((one) => one === detail['quadrant'])
    if (level !== 'indicator' || value === null || lower === null || upper === null || !quadrant) return []
    if (typeof first !== 'number' || typeof performance !== 'number') return []
    return [
      { code, name: nameOf(definition, code), importance: value, lower, upper, first, performance, quadrant, isSure: isSure === true },
    ]
  })
  return {
    kind: 'shown',
    wave,
    respondents: whole.respondents,
    explained: whole.value,
    importanceLine,
    performanceLine,
    parts: parts.sort((a, b) => b.importance - a.importance || a.code.localeCompare(b.code, 'en')),
  }
}
