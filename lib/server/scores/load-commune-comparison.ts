import type pg from 'pg'
import type { CommuneComparisonView, DimensionLine, FigurePair, UnitLine } from '@/lib/format/figures.ts'
import type { LeftOut } from '@/lib/scoring/index.ts'
import { forScopeRaw } from '../db.ts'
import { loadBenchmark } from '../published/load-benchmark.ts'
import type { Scope } from '../scope.ts'
import type { UnitKind } from '../units/unit-kinds.ts'
import { type AnswerCounts, countAnswers } from './count-answers.ts'
import { decompositionLines, sensitivityView } from './insights-view.ts'
import { componentLines, findFigure, modelOf, nameOf, pairOf, releasedFigures, type SnapshotPair } from './released-figures.ts'
import { readScoreRows } from './score-row.ts'
import { type Audience, findSnapshot, listShownSnapshots, refOf } from './shown-snapshots.ts'

const MODEL = 'papi-commune'

/** Which model is the headline of a unit: of the commune and its villages what residents say of its infrastructure, of the others their own form. */
export const headlineModel = (kind: UnitKind): string => (kind === 'commune' || kind === 'village' ? 'infrastructure' : kind)

/**
 * A commune's two waves side by side, from released figures alone; counts of answers are live. Null where one of the waves has no snapshot
 * that this audience may see. `from` is the snapshot from which the changes of `to` start; between waves that were not compared there is none.
 */
export async function loadCommuneComparison(
  scope: Scope,
  fromWave: string,
  toWave: string,
  audience: Audience = 'staff',
): Promise<CommuneComparisonView | null> {
  const benchmark = await loadBenchmark()
  return forScopeRaw(scope, async (client) => {
    const snapshots = await listShownSnapshots(client, scope, audience)
    const to = snapshots.find(({ wave }) => wave === toWave)
    const start = to?.comparedWith ? await findSnapshot(client, scope, to.comparedWith) : null
    const isCompared = start?.wave === fromWave && (audience === 'staff' || start.published)
    const from = isCompared ? start : snapshots.find(({ wave }) => wave === fromWave)
    if (!from || !to) return null
    const { commune, units } = await readCommune(client, scope)
    const place = { unitId: units.find(({ kind }) => kind === 'commune')?.id ?? '', model: MODEL }
    const shown = { unitId: place.unitId, headlinesBesides: true }
    const pair: SnapshotPair = {
      from: releasedFigures(await readScoreRows(client, scope, from.snapshotId, shown)),
      to: releasedFigures(await readScoreRows(client, scope, to.snapshotId, shown)),
      hasChanges: isCompared,
    }
    const dimensions = dimensionLines(pair, place)
    const indexRow = findFigure(pair.to, place, 'score', 'index', '')
    const core = isCompared ? (findFigure(pair.to, place, 'change', 'index', '')?.detail ?? {}) : {}
    const counts = await countAnswers(client, scope)
    return {
      commune,
      from: refOf(from),
      to: refOf(to),
      selfSelected: (core['selfSelected'] ?? indexRow?.detail['selfSelected']) !== false,
      index: pairOf(pair, place, 'index', '', { vi: 'Tổng điểm', en: 'Index' }, [dimensions.length, 10 * dimensions.length]),
      dimensions,
      componentsInCore: numberOf(core['componentsInCore']) ?? 0,
      componentsInAll: numberOf(core['componentsInAll']) ?? dimensions.reduce((sum, { components }) => sum + components.length, 0),
      leftOut: Array.isArray(core['leftOut']) ? (core['leftOut'] as LeftOut[]) : [],
      units: units.map((unit) => unitLine(pair, unit, counts)),
      benchmark,
      sensitivity: sensitivityView(pair.to),
      decomposition: isCompared ? decompositionLines(pair.to) : [],
    }
  })
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

type Unit = { readonly id: string; readonly code: string; readonly kind: UnitKind; readonly name: string }

async function readCommune(client: pg.ClientBase, scope: Scope) {
  const { rows: communes } = await client.query<CommuneComparisonView['commune']>(`select code, name, demo from commune where id = $1`, [
    scope.communeId,
  ])
  const { rows: units } = await client.query<Unit>(
    `select id::text, code, kind::text, name from unit where commune_id = $1 order by kind, code`,
    [scope.communeId],
  )
  const [commune] = communes
  if (!commune) throw new Error('the scope names a commune that does not exist')
  return { commune, units }
}

function dimensionLines(pair: SnapshotPair, place: { unitId: string; model: string }): readonly DimensionLine[] {
  const definitions = [modelOf(pair.to, place), modelOf(pair.from, place)].flatMap((definition) => definition ?? [])
  const names = new Map<string, FigurePair['name']>()
  for (const definition of definitions)
    for (const { code } of definition.model.dimensions) if (!names.has(code)) names.set(code, nameOf(definition, code))
  return [...names].map(([code, name]) => ({
    ...pairOf(pair, place, 'dimension', code, name),
    components: componentLines(pair, place, code),
  }))
}

function unitLine(pair: SnapshotPair, unit: Unit, counts: AnswerCounts): UnitLine {
  const place = { unitId: unit.id, model: headlineModel(unit.kind) }
  const line = pairOf(pair, place, 'dimension', 'U', { vi: unit.name, en: unit.name })
  return { ...line, code: unit.code, kind: unit.kind, answers: counts.get(unit.id) ?? {} }
}
