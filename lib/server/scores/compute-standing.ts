import { FUNNEL_LEVELS, unitStanding } from '@/lib/scoring/unit-standing.ts'
import { draftOf, type FigureDraft } from './figure-draft.ts'
import { refusedRow } from './score-rows.ts'
import type { ScoredTask } from './scoring-tasks.ts'
import type { UnitSheet } from './unit-sheets.ts'

const HEADLINE = { level: 'dimension', code: 'U' } as const
/** Effective sizes at which the funnel is drawn; past twice the unit's own it is only longer. */
const SIZES = [30, 40, 60, 80, 120, 160, 240, 400, 800, 1600, 3200, 6400] as const

const headlineOf = ({ scores }: ScoredTask) => scores.dimensions.find(({ code }) => code === HEADLINE.code)?.score

/**
 * Where a unit's headline stands among all units of its kind. It rests on the answers about all of them: where one of these may not be told,
 * nor may this.
 */
export function computeStanding({ place, unitId }: UnitSheet, ofKind: readonly ScoredTask[]): readonly FigureDraft[] {
  const own = ofKind.find(({ unit }) => unit.id === unitId)
  const score = own && headlineOf(own)
  if (!score) return []
  const others = ofKind.filter((task) => task !== own)
  const sizes = SIZES.filter((size) => size <= Math.max(200, 2 * score.effectiveSampleSize))
  const found = unitStanding(
    score,
    others.flatMap((task) => headlineOf(task) ?? []),
    sizes,
  )
  if (found.kind === 'refusal') return [{ row: refusedRow(place, 'standing', HEADLINE, found, {}), bases: {}, cells: [] }]
  const { minimumCell: _, ...base } = place
  const used = ofKind.filter((task) => headlineOf(task)?.kind === 'estimate')
  const drafts = used.map((task) => {
    const respondents = task.scores.indicators.flatMap(({ code, score: one }) =>
      one.kind === 'estimate' ? [[code, one.respondents] as const] : [],
    )
    return { unitId: task.unit.id, ...draftOf({ ...base, figure: 'standing', ...HEADLINE, detail: {} }, task, new Map(respondents)) }
  })
  const bases = Object.fromEntries(
    drafts.flatMap((draft) => Object.entries(draft.bases).map(([code, people]) => [`${draft.unitId} ${code}`, people] as const)),
  )
  const { mean, limits, units, place: where, funnel } = found
  return [
    {
      row: {
        ...base,
        figure: 'standing',
        ...HEADLINE,
        value: mean,
        lower: limits.near[0],
        upper: limits.near[1],
        respondents: score.respondents,
        effective_n: score.effectiveSampleSize,
        detail: { units, place: where, far: limits.far, levels: FUNNEL_LEVELS, funnel, bases },
      },
      bases,
      cells: drafts.flatMap(({ cells }) => cells),
    },
  ]
}
