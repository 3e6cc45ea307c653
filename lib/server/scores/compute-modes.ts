import type { FigureDraft } from './figure-draft.ts'
import { modeGroups } from './mode-groups.ts'
import { modeNumbers } from './read-answers.ts'
import type { UnitSheet } from './unit-sheets.ts'

/** By which ways the answers about a unit came. */
export function computeModes({ own: { answers, weighed }, mask, place, instrument, unitId }: UnitSheet): readonly FigureDraft[] {
  const { minimumCell, ...base } = place
  const counts = new Map<string, number>()
  for (let row = 0; row < answers.respondents; row++) {
    const mode = modeNumbers[answers.modes[row] as number]
    if (mask[row] === 1 && mode) counts.set(mode, (counts.get(mode) ?? 0) + 1)
  }
  const groups = modeGroups(counts, minimumCell)
  if (groups.length === 0) return []
  const respondents = groups.reduce((sum, group) => sum + group.respondents, 0)
  const weighting = weighed.weightings.get(unitId)
  // More answers than the register has people: it is covered, and no more.
  const coverage = weighting?.kind === 'raked' ? Math.min(1, respondents / weighting.population) : null
  const bases = Object.fromEntries(groups.map((group) => [group.modes.join('+'), group.respondents]))
  return [
    {
      row: {
        ...base,
        figure: 'modes',
        level: 'index',
        code: '',
        respondents,
        detail: {
          instrumentVersion: instrument.version,
          coverage,
          groups: groups.map((group) => ({ ...group, share: group.respondents / respondents })),
          bases,
        },
      },
      bases,
      cells: [],
    },
  ]
}
