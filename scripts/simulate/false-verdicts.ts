import { type ChangeOrRefusal, compareWaves } from '../../lib/scoring/index.ts'
import { type Draw, drawSheets, type Population } from './population.ts'
import type { Random } from './random.ts'

export type FamilyErrors = { readonly family: string; readonly families: number; readonly falseVerdicts: number; readonly refused: number }

/** How many families of comparisons say "rose" or "fell" at least once between two waves of one unchanged population. */
export function falseVerdicts(population: Population, draw: Draw, replications: number, random: Random): FamilyErrors[] {
  const counts = new Map<string, { families: number; falseVerdicts: number; refused: number }>()
  const count = (family: string, changes: readonly ChangeOrRefusal[]) => {
    const own = counts.get(family) ?? { families: 0, falseVerdicts: 0, refused: 0 }
    own.families++
    if (changes.some((change) => change.kind === 'change' && (change.verdict === 'rose' || change.verdict === 'fell'))) own.falseVerdicts++
    own.refused += changes.filter((change) => change.kind === 'refusal').length
    counts.set(family, own)
  }
  const { model } = population
  for (let round = 0; round < replications; round++) {
    const [from, to] = [drawSheets(population, draw, random), drawSheets(population, draw, random)]
    const comparison = compareWaves({ model, sheets: from }, { model, sheets: to })
    count('index', [comparison.index])
    count(
      'dimensions',
      comparison.dimensions.map(({ change }) => change),
    )
    for (const dimension of model.dimensions) {
      const own = comparison.components.filter((component) => component.dimension === dimension.code)
      count(
        'components of a dimension',
        own.map(({ change }) => change),
      )
      for (const { code } of dimension.components) {
        const indicators = comparison.indicators.filter(({ component }) => component === code)
        count(
          'indicators of a component',
          indicators.map(({ change }) => change),
        )
      }
    }
  }
  return [...counts].map(([family, own]) => ({ family, ...own }))
}
