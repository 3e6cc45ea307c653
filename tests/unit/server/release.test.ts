import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DONT_KNOW, findIndexModel, findInstrument, type Instrument } from '@/lib/instruments/index.ts'
import { buildSheet } from '@/lib/server/scores/build-sheet.ts'
import { computeDistributions } from '@/lib/server/scores/compute-distributions.ts'
import { computeFigures } from '@/lib/server/scores/compute-figures.ts'
import { computeUnitInsights } from '@/lib/server/scores/compute-unit-insights.ts'
import { cellKey, type FigureDraft } from '@/lib/server/scores/figure-draft.ts'
import { guardFigures } from '@/lib/server/scores/guard-figures.ts'
import type { WaveUnit } from '@/lib/server/scores/read-wave.ts'
import { procedureGroup, type ScoredWave, scoreAll } from '@/lib/server/scores/scoring-tasks.ts'
import type { WaveData } from '@/lib/server/scores/wave-data.ts'

const works = findInstrument('infrastructure', '2024')
const school = findInstrument('primary-school', '2024')
const desk = findInstrument('one-stop-desk', '2024')
const models = new Map(['papi-commune', 'infrastructure', 'primary-school', 'one-stop-desk'].map((id) => [id, findIndexModel(id, '2024')]))

const units: readonly WaveUnit[] = [
  { id: 'commune', code: 'XA', kind: 'commune', name: 'Xã' },
  ...['v1', 'v2', 'v3'].map((id): WaveUnit => ({ id, code: id, kind: 'village', name: id })),
  ...['s1', 's2', 's3'].map((id): WaveUnit => ({ id, code: id, kind: 'primary-school', name: id })),
  { id: 'desk', code: 'MC', kind: 'one-stop-desk', name: 'Một cửa' },
]
const at = (id: string) => units.findIndex((unit) => unit.id === id)

type Person = { readonly unit: string; readonly village?: string; readonly codes: readonly number[] }

/** A wave in memory. The effective n for a score is 5 here, so that small tables show as much as the rules can ever let them. */
function waveOf(answers: ReadonlyMap<Instrument, readonly Person[]>): WaveData {
  const wave = {
    id: 'w',
    code: '2024',
    name: '2024',
    status: 'closed',
    minimumCell: 5,
    minimumEffective: 5,
    units,
    instruments: [],
    margins: [],
  } as const
  const sheets = [...answers].flatMap(([instrument, people]) => {
    if (people.length === 0) return []
    const column = (item: number) => Float64Array.from(people, ({ codes }) => codes[item] ?? Number.NaN)
    const sheet = buildSheet(
      {
        instrument,
        versionId: instrument.id,
        hash: instrument.id,
        respondents: people.length,
        columns: instrument.codebook.map((_, item) => column(item)),
        units: Int32Array.from(people, ({ unit }) => at(unit)),
        villages: Int32Array.from(people, ({ village }) => (village ? at(village) : -1)),
        modes: new Int16Array(people.length),
        designWeights: new Float64Array(people.length).fill(1),
        clusters: new Int32Array(people.length).fill(-1),
        inputHash: instrument.id,
      },
      wave,
    )
    return [[instrument.id, sheet] as const]
  })
  return { wave, sheets: new Map(sheets), models }
}

const isAnswer = (code: number | undefined) => code !== undefined && !Number.isNaN(code) && code !== DONT_KNOW

/** Row rank by elimination in exact whole numbers. */
function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => row.map(BigInt))
  let found = 0
  for (let column = 0; column < (left[0]?.length ?? 0); column++) {
    const pivot = left.findIndex((row, i) => i >= found && row[column] !== 0n)
    if (pivot < 0) continue
    const row = left[pivot] as bigint[]
    left[pivot] = left[found] as bigint[]
    left[found] = row
    for (const [i, other] of left.entries()) {
      if (i === found || other[column] === 0n) continue
      const [a, b] = [row[column] as bigint, other[column] as bigint]
      left[i] = other.map((value, k) => value * a - (row[k] as bigint) * b)
    }
    found += 1
  }
  return found
}

type Table = {
  /** The smallest groups of people that the item's figures tell apart. */
  readonly people: readonly number[]
  /** The one answer that all of a group gave; null where two differ. */
  readonly answers: readonly (number | null)[]
  /** Which groups each shown cell adds up. */
  readonly shown: readonly (readonly number[])[]
  /** Which groups each unit's own cell adds up, shown or not: what a reader may know of its own. */
  readonly own: readonly (readonly number[])[]
}

/** What is shown of an item: counts, means, shares and the squares behind standard errors are all sums over the same groups of people. */
function tableOf(data: WaveData, scored: ScoredWave, drafts: readonly FigureDraft[], instrument: string, item: string): Table {
  const sheet = data.sheets.get(instrument)
  if (!sheet) return { people: [], answers: [], shown: [], own: [] }
  const shown = new Set(drafts.filter(({ row }) => !row.refusal).flatMap(({ cells }) => cells.map(cellKey)))
  const key = (unitId: string, groupKey = '') => cellKey({ instrument, item, unitId, groupKey })
  const atoms = new Map<string, { people: number; unitId: string; cells: Set<string>; codes: Set<number> }>()
  const procedure = instrument === 'one-stop-desk' ? sheet.sheet.items['procedure'] : undefined
  for (let row = 0; row < sheet.sheet.respondents; row++) {
    const given = sheet.sheet.items[item]?.[row]
    if (given === undefined || !isAnswer(given)) continue
    const unitId = units[sheet.answers.units[row] as number]?.id ?? ''
    const village = units[sheet.answers.villages[row] as number]?.id
    const group = procedure ? procedureGroup(procedure[row] as number) : null
    const cells = new Set<string>()
    if (village) cells.add(key(village))
    if (group) cells.add(key(unitId, group))
    if (isAnswer(scored.unitSheets.get(instrument)?.sheet.items[item]?.[row])) cells.add(key(unitId))
    if (isAnswer(scored.communeSheets.get(instrument)?.sheet.items[item]?.[row])) {
      cells.add(key('commune'))
      if (group) cells.add(key('commune', group))
    }
    const name = `${unitId} ${village ?? ''} ${group ?? ''} ${[...cells].join(';')}`
    const atom = atoms.get(name) ?? { people: 0, unitId, cells, codes: new Set<number>() }
    atom.people += 1
    atom.codes.add(given)
    atoms.set(name, atom)
  }
  const list = [...atoms.values()]
  return {
    people: list.map(({ people }) => people),
    answers: list.map(({ codes }) => (codes.size === 1 ? ([...codes][0] ?? null) : null)),
    shown: [...shown]
      .filter((cell) => list.some(({ cells }) => cells.has(cell)))
      .map((cell) => list.map(({ cells }) => (cells.has(cell) ? 1 : 0))),
    own: [...new Set(list.map(({ unitId }) => unitId))].map((unit) => list.map(({ cells }) => (cells.has(key(unit)) ? 1 : 0))),
  }
}

/** Sets of groups that must stay unknown: together fewer than five people, or fewer than twenty who all gave one answer. */
function secretsOf({ people, answers }: Table): number[][] {
  const found: number[][] = []
  const extend = (set: readonly number[], next: number, total: number, answer: number | null) => {
    for (let i = next; i < people.length; i++) {
      const together = total + (people[i] as number)
      const same = set.length === 0 ? (answers[i] ?? null) : answer !== null && answers[i] === answer ? answer : null
      // Four groups are as many as the wall tries where all gave one answer.
      if (!(together < 5 || (together < 20 && same !== null && set.length < 4))) continue
      found.push([...set, i])
      extend([...set, i], i + 1, together, same)
    }
  }
  extend([], 0, 0, null)
  return found
}

/**
 * Secrets of which a reader can compute anything: some combination of what it knows, with whatever factors, that holds nobody outside the
 * secret. It knows all that is shown, and may know the sum over its own unit; what this gives by itself is no secret from it.
 */
function revealed(table: Table): string[] {
  const { people, shown, own } = table
  if (shown.length === 0) return []
  const secrets = secretsOf(table)
  const found: string[] = []
  for (const mine of [null, ...own]) {
    const known = mine === null ? shown : [...shown, mine]
    const whole = rank(known)
    for (const secret of secrets) {
      const outside = people.flatMap((_, k) => (secret.includes(k) ? [] : [k]))
      const isMine = mine !== null && outside.every((k) => mine[k] === 0)
      const computed = whole - rank(known.map((row) => outside.map((k) => row[k] as number)))
      if (computed > (isMine ? 1 : 0)) found.push(`${secret.join('+')}${mine ? ` to ${mine.join('')}` : ''}`)
    }
  }
  return found
}

const code = (instrument: Instrument, item: number) => {
  const { codes } = instrument.codebook[item] as Instrument['codebook'][number]
  return fc.oneof({ arbitrary: fc.constantFrom(...codes), weight: 3 }, { arbitrary: fc.constantFrom(Number.NaN, DONT_KNOW), weight: 1 })
}
const answers = (instrument: Instrument) => fc.tuple(...instrument.codebook.map((_, item) => code(instrument, item)))
const crowd = (instrument: Instrument, place: fc.Arbitrary<Pick<Person, 'unit' | 'village'>>) =>
  fc.array(
    fc.tuple(place, answers(instrument)).map(([where, codes]): Person => ({ ...where, codes })),
    { minLength: 8, maxLength: 45 },
  )

const residents = crowd(
  works,
  fc.constantFrom(
    { unit: 'commune', village: 'v1' },
    { unit: 'commune', village: 'v1' },
    { unit: 'commune', village: 'v2' },
    { unit: 'commune', village: 'v3' },
    { unit: 'commune' },
  ),
)
const parents = crowd(school, fc.constantFrom({ unit: 's1' }, { unit: 's1' }, { unit: 's1' }, { unit: 's2' }, { unit: 's3' }))
const applicants = crowd(desk, fc.constant({ unit: 'desk' }))

const released = (data: WaveData) => {
  const scored = scoreAll(data)
  return {
    scored,
    drafts: guardFigures(
      [...computeFigures(scored, data, null), ...computeDistributions(scored, data), ...computeUnitInsights(scored, data)],
      scored,
      data,
    ),
  }
}

describe('the release table of a wave', () => {
  test('nothing about fewer than five people can be computed from its figures, on more than 1,000 random tables, also by who knows its own', () => {
    let shownTables = 0
    let withOwn = 0
    let secrets = 0
    fc.assert(
      fc.property(residents, parents, applicants, (ofWorks, ofSchool, ofDesk) => {
        const data = waveOf(new Map([[works, ofWorks] as const, [school, ofSchool] as const, [desk, ofDesk] as const]))
        const { scored, drafts } = released(data)
        for (const instrument of [works, school, desk])
          for (const { id, role } of instrument.codebook) {
            if (role === 'profile' || id === 'procedure') continue
            const table = tableOf(data, scored, drafts, instrument.id, id)
            if (table.shown.length === 0) continue
            shownTables += 1
            withOwn += table.own.length
            secrets += secretsOf(table).length
            expect(revealed(table), `${instrument.id} ${id} ${JSON.stringify(table)}`).toEqual([])
          }
      }),
      { numRuns: 60 },
    )
    // A table that shows nothing or has nothing to hide would prove nothing.
    expect(shownTables).toBeGreaterThan(1000)
    expect(withOwn).toBeGreaterThan(1000)
    expect(secrets).toBeGreaterThan(2000)
  })

  test('without the answers withheld from the whole the same tables would give some away', () => {
    const twelve = (unit: string) =>
      Array.from(
        { length: 12 },
        (_, i): Person => ({ unit, codes: school.codebook.map(({ codes }, item) => codes[(i + item) % codes.length] ?? 1) }),
      )
    const three = twelve('s2').slice(0, 3)
    const data = waveOf(new Map([[school, [...twelve('s1'), ...twelve('s3'), ...three]]]))
    const { scored, drafts } = released(data)
    expect(revealed(tableOf(data, scored, drafts, 'primary-school', 'ps_rooms'))).toEqual([])
    const open = { ...scored, unitSheets: data.sheets, communeSheets: data.sheets }
    expect(revealed(tableOf(data, open, drafts, 'primary-school', 'ps_rooms'))).not.toEqual([])
  })

  test('a refused figure holds no number, and every figure that is shown rests on five people at least', () => {
    fc.assert(
      fc.property(residents, applicants, (ofWorks, ofDesk) => {
        const { drafts } = released(waveOf(new Map([[works, ofWorks] as const, [desk, ofDesk] as const])))
        for (const { row } of drafts) {
          if (row.refusal) {
            expect([row.value, row.lower, row.upper, row.standard_error, row.dont_know_share]).toEqual([
              undefined,
              undefined,
              undefined,
              undefined,
              undefined,
            ])
            if (row.respondents !== undefined) expect(row.respondents).toBeGreaterThanOrEqual(5)
          } else expect(row.respondents).toBeGreaterThanOrEqual(5)
        }
      }),
      { numRuns: 40 },
    )
  })
})
