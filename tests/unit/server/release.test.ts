import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DONT_KNOW, findIndexModel, findInstrument, type Instrument } from '@/lib/instruments/index.ts'
import { buildSheet } from '@/lib/server/scores/build-sheet.ts'
import { computeDistributions } from '@/lib/server/scores/compute-distributions.ts'
import { computeFigures } from '@/lib/server/scores/compute-figures.ts'
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

/** For an item: the smallest groups of people that its figures tell apart, and which of them each shown cell adds up. */
function tableOf(data: WaveData, scored: ScoredWave, drafts: readonly FigureDraft[], instrument: string, item: string) {
  const own = data.sheets.get(instrument)
  if (!own) return { people: [], shown: [] }
  const shown = new Set(drafts.filter(({ row }) => !row.refusal).flatMap(({ cells }) => cells.map(cellKey)))
  const key = (unitId: string, groupKey = '') => cellKey({ instrument, item, unitId, groupKey })
  const atoms = new Map<string, { people: number; cells: Set<string> }>()
  const procedure = instrument === 'one-stop-desk' ? own.sheet.items['procedure'] : undefined
  for (let row = 0; row < own.sheet.respondents; row++) {
    if (!isAnswer(own.sheet.items[item]?.[row])) continue
    const unitId = units[own.answers.units[row] as number]?.id ?? ''
    const village = units[own.answers.villages[row] as number]?.id
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
    const atom = atoms.get(name) ?? { people: 0, cells }
    atom.people += 1
    atoms.set(name, atom)
  }
  const list = [...atoms.values()]
  const rows = [...shown]
    .filter((cell) => list.some(({ cells }) => cells.has(cell)))
    .map((cell) => list.map(({ cells }) => (cells.has(cell) ? 1 : 0)))
  return { people: list.map(({ people }) => people), shown: rows }
}

/** Sets of groups with fewer than five people together of which the shown sums give the sum. */
function revealed({ people, shown }: ReturnType<typeof tableOf>): string[] {
  if (shown.length === 0) return []
  const base = rank(shown)
  const found: string[] = []
  const extend = (set: readonly number[], next: number, total: number) => {
    for (let i = next; i < people.length; i++) {
      if (total + (people[i] as number) >= 5) continue
      const larger = [...set, i]
      if (rank([...shown, people.map((_, k) => (larger.includes(k) ? 1 : 0))]) === base) found.push(larger.join('+'))
      extend(larger, i + 1, total + (people[i] as number))
    }
  }
  extend([], 0, 0)
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
  return { scored, drafts: guardFigures([...computeFigures(scored, data, null), ...computeDistributions(scored, data)], scored, data) }
}

describe('the release table of a wave', () => {
  test('no sum over fewer than five people can be computed from its figures, item by item', () => {
    let shownTables = 0
    fc.assert(
      fc.property(residents, parents, applicants, (ofWorks, ofSchool, ofDesk) => {
        const data = waveOf(new Map([[works, ofWorks] as const, [school, ofSchool] as const, [desk, ofDesk] as const]))
        const { scored, drafts } = released(data)
        for (const instrument of [works, school, desk])
          for (const { id, role } of instrument.codebook) {
            if (role === 'profile' || id === 'procedure') continue
            const table = tableOf(data, scored, drafts, instrument.id, id)
            shownTables += table.shown.length
            expect(revealed(table), `${instrument.id} ${id} ${JSON.stringify(table)}`).toEqual([])
          }
      }),
      { numRuns: 50 },
    )
    // A table that shows nothing would prove nothing.
    expect(shownTables).toBeGreaterThan(400)
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
