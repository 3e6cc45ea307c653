import type pg from 'pg'
import type { DistributionLine, GroupLine, UnitScoresView } from '@/lib/format/figures.ts'
import { codeLabel, findInstrument, itemText } from '@/lib/instruments/index.ts'
import { forScopeRaw } from '../db.ts'
import type { Scope } from '../scope.ts'
import type { UnitKind } from '../units/unit-kinds.ts'
import { countAnswers } from './count-answers.ts'
import { driversView } from './drivers-view.ts'
import { headlineModel } from './load-commune-comparison.ts'
import { qualityView } from './quality-view.ts'
import {
  componentLines,
  figureOf,
  findFigure,
  modelOf,
  nameOf,
  pairOf,
  type ReleasedFigures,
  releasedFigures,
  type SnapshotPair,
} from './released-figures.ts'
import { ruleView } from './rule-view.ts'
import { type ReadScoreRow, readScoreRows } from './score-row.ts'
import { type Audience, findSnapshot, listShownSnapshots, refOf, type ShownSnapshot } from './shown-snapshots.ts'
import { standingView } from './standing-view.ts'

const HEADLINE = 'U'

type Options = {
  readonly audience?: Audience
  /** The wave to show; default the last one with figures of the unit. */
  readonly wave?: string
}

/**
 * A unit's own figures, from released figures alone; counts of answers are live. Null where the scope has no such unit, or no snapshot
 * that this audience may see holds it.
 */
export async function loadUnitScores(
  scope: Scope,
  unitCode: string,
  { audience = 'staff', wave }: Options = {},
): Promise<UnitScoresView | null> {
  return forScopeRaw(scope, async (client) => {
    const found = await findUnit(client, scope, unitCode)
    if (!found) return null
    const { commune, unit } = found
    const place = { unitId: unit.id, model: headlineModel(unit.kind) }
    const snapshots: { ref: ShownSnapshot; rows: readonly ReadScoreRow[]; figures: ReleasedFigures }[] = []
    for (const ref of await listShownSnapshots(client, scope, audience)) {
      const rows = await readScoreRows(client, scope, ref.snapshotId, { unitId: unit.id })
      const figures = releasedFigures(rows)
      if (findFigure(figures, place, 'score', 'dimension', HEADLINE)) snapshots.push({ ref, rows, figures })
    }
    const to = wave === undefined ? snapshots.at(-1) : snapshots.find(({ ref }) => ref.wave === wave)
    if (!to) return null
    const start = to.ref.comparedWith ? await findSnapshot(client, scope, to.ref.comparedWith) : null
    const from =
      start && (audience === 'staff' || start.published)
        ? releasedFigures(await readScoreRows(client, scope, start.snapshotId, { unitId: unit.id }))
        : null
    const pair: SnapshotPair = { from, to: to.figures, hasChanges: from !== null }
    const definition = modelOf(to.figures, place)
    const name = definition ? nameOf(definition, HEADLINE) : { vi: unit.name, en: unit.name }
    const itemsOf = snapshots.filter(({ ref }) => ref.closing && ref.wave <= to.ref.wave).at(-1)
    return {
      commune,
      unit: { code: unit.code, name: unit.name, kind: unit.kind },
      waves: snapshots.map(({ ref }) => refOf(ref)),
      selfSelected: findFigure(to.figures, place, 'score', 'dimension', HEADLINE)?.detail['selfSelected'] !== false,
      headline: pairOf(pair, place, 'dimension', HEADLINE, name),
      parts: componentLines(pair, place, HEADLINE),
      trend: snapshots.flatMap(({ ref, figures }) => {
        const figure = figureOf(findFigure(figures, place, 'score', 'dimension', HEADLINE))
        return figure ? [{ wave: ref.wave, figure }] : []
      }),
      distributions: distributionLines(itemsOf?.rows ?? []),
      groups: groupLines(pair, place, to.rows),
      rule: itemsOf ? ruleView(itemsOf.ref.wave, itemsOf.rows, itemsOf.figures) : null,
      quality: itemsOf ? qualityView(itemsOf.ref.wave, place, itemsOf.rows, itemsOf.figures) : null,
      standing: itemsOf ? standingView(itemsOf.ref.wave, itemsOf.ref.published, itemsOf.rows) : null,
      drivers: itemsOf ? driversView(itemsOf.ref.wave, itemsOf.rows, itemsOf.figures) : null,
      answers: (await countAnswers(client, scope)).get(unit.id) ?? {},
    }
  })
}

async function findUnit(client: pg.ClientBase, scope: Scope, code: string) {
  const { rows } = await client.query<{
    id: string
    code: string
    kind: UnitKind
    name: string
    communeCode: string
    communeName: string
    demo: boolean
  }>(
    `select u.id::text, u.code, u.kind::text, u.name, c.code as "communeCode", c.name as "communeName", c.demo
       from unit u join commune c on c.id = u.commune_id where u.commune_id = $1 and u.code = $2`,
    [scope.communeId, code],
  )
  const [unit] = rows
  return unit ? { unit, commune: { code: unit.communeCode, name: unit.communeName, demo: unit.demo } } : null
}

function distributionLines(rows: readonly ReadScoreRow[]): readonly DistributionLine[] {
  const lines = rows.flatMap((row) => {
    const { instrumentVersion, shares } = row.detail
    if (row.figure !== 'distribution' || typeof instrumentVersion !== 'string') return []
    const instrument = findInstrument(row.model, instrumentVersion)
    const line: DistributionLine = {
      item: row.code,
      text: itemText(instrument, row.code),
      refused: row.refusal,
      respondents: row.respondents ?? 0,
      shares: (Array.isArray(shares) ? (shares as { code: number; share: number }[]) : []).map(({ code, share }) => ({
        code,
        label: codeLabel(instrument, row.code, code),
        share,
      })),
      dontKnowShare: row.dont_know_share,
    }
    return [{ line, order: instrument.codebook.findIndex(({ id }) => id === row.code), model: row.model }]
  })
  return lines.sort((a, b) => a.model.localeCompare(b.model, 'en') || a.order - b.order).map(({ line }) => line)
}

/** Certification, construction permits, land: the fields that the plan asks to measure at the desk (KH 09/KH-UBND, phụ lục 5d). */
const COMPULSORY_PROCEDURES = ['procedure:1', 'procedure:2', 'procedure:3'] as const

/** Groups within the unit: the procedures of a one-stop desk, the compulsory ones first and always. */
function groupLines(pair: SnapshotPair, place: { unitId: string; model: string }, rows: readonly ReadScoreRow[]): readonly GroupLine[] {
  const definition = modelOf(pair.to, place)
  if (!definition) return []
  const found = rows.filter(({ model, figure, group_key }) => model === place.model && figure === 'score' && group_key !== '')
  const compulsory = place.model === 'one-stop-desk' ? COMPULSORY_PROCEDURES : []
  const keys = [...new Set([...compulsory, ...found.map(({ group_key }) => group_key)])].sort()
  return keys.map((groupKey): GroupLine => {
    const at = { ...place, groupKey }
    const [item = '', code = ''] = groupKey.split(':')
    const name = codeLabel(findInstrument(place.model, definition.model.version), item, Number(code))
    const line = pairOf(pair, at, 'dimension', HEADLINE, name)
    return {
      ...line,
      code: groupKey,
      to: line.to ?? { kind: 'refused', reason: 'all-missing', respondents: null },
      compulsory: compulsory.some((one) => one === groupKey),
      parts: line.to
        ? definition.model.dimensions.flatMap(({ components }) =>
            components.map((part) => pairOf(pair, at, 'component', part.code, nameOf(definition, part.code))),
          )
        : [],
    }
  })
}
