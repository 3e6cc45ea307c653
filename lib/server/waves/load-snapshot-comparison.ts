import type { FigurePair, UnitLine } from '@/lib/format/figures.ts'
import { forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'
import { headlineModel } from '../scores/load-commune-comparison.ts'
import { modelOf, nameOf, pairOf, releasedFigures, type SnapshotPair } from '../scores/released-figures.ts'
import { readScoreRows } from '../scores/score-row.ts'
import type { UnitKind } from '../units/unit-kinds.ts'
import { type ListedSnapshot, readSnapshots } from './list-snapshots.ts'

const MODEL = 'papi-commune'

export type SnapshotComparison = {
  readonly from: ListedSnapshot
  readonly to: ListedSnapshot
  /** Whether the change was computed when `to` was taken; else both stand side by side without a verdict. */
  readonly compared: boolean
  readonly index: FigurePair
  readonly dimensions: readonly FigurePair[]
  readonly units: readonly (FigurePair & { readonly kind: UnitLine['kind'] })[]
}

/**
 * Any two snapshots that were not withdrawn side by side, from released figures alone: nothing is computed here. Null where one is not there.
 */
export const loadSnapshotComparison = (scope: Scope, fromId: string, toId: string): Promise<SnapshotComparison | null> =>
  forScopeRaw(scope, async (client) => {
    const shown = (await readSnapshots(client, scope)).filter(({ withdrawnAt }) => withdrawnAt === null)
    const [from, to] = [fromId, toId].map((id) => shown.find((snapshot) => snapshot.id === id))
    if (!from || !to) return null
    const { rows: units } = await client.query<{ id: string; code: string; kind: UnitKind; name: string }>(
      `select id::text, code, kind::text, name from unit where commune_id = $1 order by kind, length(code), code`,
      [scope.communeId],
    )
    const place = { unitId: units.find(({ kind }) => kind === 'commune')?.id ?? '', model: MODEL }
    const headlines = { unitId: place.unitId, headlinesBesides: true }
    const compared = to.comparedWith?.id === from.id
    const pair: SnapshotPair = {
      from: releasedFigures(await readScoreRows(client, scope, from.id, headlines)),
      to: releasedFigures(await readScoreRows(client, scope, to.id, headlines)),
      hasChanges: compared,
    }
    const names = new Map<string, FigurePair['name']>()
    for (const definition of [modelOf(pair.to, place), modelOf(pair.from, place)])
      for (const { code } of definition?.model.dimensions ?? [])
        if (definition && !names.has(code)) names.set(code, nameOf(definition, code))
    const dimensions = [...names].map(([code, name]) => pairOf(pair, place, 'dimension', code, name))
    return {
      from,
      to,
      compared,
      index: pairOf(pair, place, 'index', '', { vi: 'Tổng điểm', en: 'Index' }, [dimensions.length, 10 * dimensions.length]),
      dimensions,
      units: units
        .map((unit) => {
          const own = { unitId: unit.id, model: headlineModel(unit.kind) }
          return { ...pairOf(pair, own, 'dimension', 'U', { vi: unit.name, en: unit.name }), code: unit.code, kind: unit.kind }
        })
        .filter((line) => line.from !== null || line.to !== null),
    }
  })
