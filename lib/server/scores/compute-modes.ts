import type { FigureDraft } from './figure-draft.ts'
import { modeGroups } from './mode-groups.ts'
import { modeNumbers } from './read-answers.ts'
import type { UnitSheet } from './unit-sheets.ts'

/** By which ways the answers about a unit came. */
export function computeModes({ own: { answers }, mask, place, instrument }: UnitSheet): readonly FigureDraft[] {
  const { minimumCell, ...base } = place
  const counts = new Map<string, number>()
  for (let row = 0; row < answers.respondents; row++) {
    const mode = modeNumbers[answers.modes[row] as number]
    if (mask[row] === 1 && mode) counts.set(mode, (counts.get(mode) ?? 0) + 1)
  }
  const groups = modeGroups(counts, minimumCell)
  if (groups.length === 0) return []
  const bases = Object.fromEntries(groups.map(({ modes, respondents }) => [modes.join('+'), respondents]))
  return [
    {
      row: {
        ...base,
        figure: 'modes',
        level: 'index',
        code: '',
        respondents: groups.reduce((sum, { respondents }) => sum + respondents, 0),
        detail: { instrumentVersion: instrument.version, groups, bases },
      },
      bases,
      cells: [],
    },
  ]
}
