import { DONT_KNOW } from '@/lib/instruments/index.ts'
import { type GuardedCell, hiddenCells, type SumRelation } from '@/lib/scoring/suppression.ts'
import { asksResidents } from '../units/unit-kinds.ts'
import type { WaveSheet } from './build-sheet.ts'
import { cellKey, type FigureDraft, refuseDraft } from './figure-draft.ts'
import { procedureGroup, type ScoredWave } from './scoring-tasks.ts'
import type { WaveData } from './wave-data.ts'

/**
 * The last wall: refuses every figure from which, with the others that are released, something about fewer than five people could be computed.
 *
 * The table of an item is: the commune, the units that make it up, the villages (instruments of residents) or the procedures (one-stop desk)
 * that make up a unit, and those whose village or procedure is not known; each whole without the answers that were withheld from it.
 * What scoring refused already is unknown to readers too. Items have no sums in common, so each is guarded by itself.
 */
export function guardFigures(drafts: readonly FigureDraft[], scored: ScoredWave, data: WaveData): readonly FigureDraft[] {
  const shown = new Set(drafts.flatMap(({ cells }) => cells.map(cellKey)))
  const hidden = new Set<string>()
  for (const own of data.sheets.values()) {
    const places = placesOf(own, data)
    for (const item of own.answers.instrument.codebook) {
      // By its own procedure a group is known, and everybody in it has answered alike.
      if (item.role === 'profile' || item.id === 'procedure') continue
      const { cells, relations } = tableOf(own, item.id, places, scored)
      const guarded = cells.map((cell) => ({ ...cell, withheld: !shown.has(cell.key) }))
      for (const { key } of hiddenCells(guarded, relations, { minimumRespondents: data.wave.minimumCell })) hidden.add(key)
    }
  }
  return drafts.map((draft) => (draft.cells.some((cell) => hidden.has(cellKey(cell))) ? refuseDraft(draft) : draft))
}

/** Numbers of the cells that each respondent is in, the same for every item of a sheet. */
type Places = {
  readonly keys: readonly string[]
  readonly part: Int32Array
  readonly unit: Int32Array
  readonly whole: Int32Array
  readonly wholePart: Int32Array
  readonly communeKey: string
  readonly units: ReadonlySet<number>
}
const NONE = -1

/** Keys hold everything of a cell but the item. */
function placesOf({ answers, sheet }: WaveSheet, { wave }: WaveData): Places {
  const { id } = answers.instrument
  const procedure = id === 'one-stop-desk' ? sheet.items['procedure'] : undefined
  const communeId = wave.units.find(({ kind }) => kind === 'commune')?.id ?? ''
  const numbers = new Map<string, number>()
  const number = (unitId: string, groupKey = '') => {
    const key = `${unitId}\n${groupKey}`
    const found = numbers.get(key) ?? numbers.size
    numbers.set(key, found)
    return found
  }
  const column = () => new Int32Array(answers.respondents).fill(NONE)
  const [part, unit, whole, wholePart] = [column(), column(), column(), column()]
  for (let row = 0; row < answers.respondents; row++) {
    const unitId = wave.units[answers.units[row] as number]?.id ?? ''
    unit[row] = number(unitId)
    if (asksResidents(id)) part[row] = number(wave.units[answers.villages[row] as number]?.id ?? 'no village')
    else if (procedure) part[row] = number(unitId, procedureGroup(procedure[row] as number))
    if (unitId === communeId) continue
    whole[row] = number(communeId)
    if (procedure) wholePart[row] = number(communeId, procedureGroup(procedure[row] as number))
  }
  return { keys: [...numbers.keys()], part, unit, whole, wholePart, communeKey: `${communeId}\n`, units: new Set(unit) }
}

type Tally = { people: number; readonly codes: Set<number> }

function tableOf(own: WaveSheet, item: string, places: Places, scored: ScoredWave): { cells: GuardedCell[]; relations: SumRelation[] } {
  const { id } = own.answers.instrument
  const { keys, part, unit, whole, wholePart, communeKey, units } = places
  const tallies = keys.map((): Tally => ({ people: 0, codes: new Set<number>() }))
  const children = keys.map(() => new Set<number>())
  const count = (cell: number, code: number) => {
    const tally = tallies[cell]
    if (!tally) return
    tally.people += 1
    tally.codes.add(code)
  }
  const join = (parent: number, child: number) => {
    if (child !== NONE) children[parent]?.add(child)
  }
  const ofUnit = scored.unitSheets.get(id)?.sheet.items[item]
  const ofCommune = scored.communeSheets.get(id)?.sheet.items[item]
  const column = own.sheet.items[item] ?? new Float64Array(0)
  for (let row = 0; row < column.length; row++) {
    const code = column[row] as number
    if (!isAnswer(code)) continue
    const [partAt, unitAt, wholeAt, wholePartAt] = [
      part[row] as number,
      unit[row] as number,
      whole[row] as number,
      wholePart[row] as number,
    ]
    count(partAt, code)
    if (isAnswer(ofUnit?.[row])) {
      count(unitAt, code)
      join(unitAt, partAt)
    }
    if (!isAnswer(ofCommune?.[row])) continue
    count(wholeAt, code)
    join(wholeAt, unitAt)
    count(wholePartAt, code)
    join(wholePartAt, partAt)
  }
  const keyOf = (cell: number) => `${id}\n${item}\n${keys[cell]}`
  const present = [...tallies.keys()].filter((cell) => (tallies[cell] as Tally).people > 0)
  return {
    cells: present.map((cell) => {
      const { people, codes } = tallies[cell] as Tally
      const isWhole = keys[cell] === communeKey
      return {
        key: keyOf(cell),
        respondents: people,
        commonAnswer: codes.size === 1 ? ([...codes][0] ?? null) : null,
        headline: isWhole,
        // A unit sees its own figures; of a village or a procedure nobody sees more than is released.
        knownToItself: isWhole || units.has(cell),
      }
    }),
    relations: present.flatMap((cell) => {
      const parts = [...(children[cell] as Set<number>)]
      return parts.length > 0 ? [{ parent: keyOf(cell), children: parts.map(keyOf) }] : []
    }),
  }
}

const isAnswer = (code: number | undefined): boolean => code !== undefined && !Number.isNaN(code) && code !== DONT_KNOW
