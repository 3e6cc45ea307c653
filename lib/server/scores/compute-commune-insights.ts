import { computeDecomposition } from './compute-decomposition.ts'
import type { Earlier } from './compute-figures.ts'
import { computeSensitivity } from './compute-sensitivity.ts'
import type { FigureDraft } from './figure-draft.ts'
import type { ScoredWave } from './scoring-tasks.ts'
import type { WaveData } from './wave-data.ts'

/** What stands beside a commune's scores in a closing snapshot: how much hangs on the method, and what its change is made of. */
export function computeCommuneInsights(scored: ScoredWave, data: WaveData, earlier: Earlier | null): readonly FigureDraft[] {
  const commune = scored.tasks.find(({ unit, model }) => unit.kind === 'commune' && model.model.id === 'papi-commune')
  return [...(commune ? computeSensitivity(commune, data) : []), ...(earlier ? computeDecomposition(scored, data, earlier) : [])]
}
