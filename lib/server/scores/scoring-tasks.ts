import { DONT_KNOW, type ModelDefinition } from '@/lib/instruments/index.ts'
import { type Domain, type ScoringOptions, scoreWave, type WaveScores } from '@/lib/scoring/index.ts'
import { asksResidents, kindRatedBy } from '../units/unit-kinds.ts'
import type { WaveSheet } from './build-sheet.ts'
import type { WaveUnit } from './read-wave.ts'
import { restrictSheet } from './restrict-sheet.ts'
import type { FigureLevel } from './score-row.ts'
import { communeInstruments, type WaveData } from './wave-data.ts'
import { ALL_EQUAL_BELOW, withholdAnswers } from './withhold-answers.ts'

/** One call of the scoring library: a model over some sheets, for a unit and perhaps a group of its respondents. */
export type ScoringTask = {
  readonly unit: WaveUnit
  readonly groupKey: string
  readonly model: ModelDefinition
  readonly sheets: readonly WaveSheet[]
  readonly domain?: Domain
  /** Which of the figures are released. */
  readonly keeps: (level: FigureLevel, code: string) => boolean
  /** Changes of the same family of units are judged together, figure by figure; null = as the model's own families say. */
  readonly family: string | null
}
export type ScoredTask = ScoringTask & { readonly scores: WaveScores }

export type ScoredWave = {
  readonly tasks: readonly ScoredTask[]
  /** Sheets of the units, and of the commune, without the answers that the difference of whole and parts would give away. */
  readonly unitSheets: ReadonlyMap<string, WaveSheet>
  readonly communeSheets: ReadonlyMap<string, WaveSheet>
}

/**
 * Scores all that a closing snapshot shows: villages (the components of residents) and the procedures of the one-stop desk; then the units,
 * each by the model of its instrument; then the commune by its own. Each whole is scored after its parts (see `withholdAnswers`).
 */
export function scoreAll(data: WaveData): ScoredWave {
  const score = (task: ScoringTask): ScoredTask => ({ ...task, scores: scoreTask(task, data) })
  const parts = [...villageTasks(data), ...procedureTasks(data)].map(score)
  const unitSheets = mapSheets(data.sheets, (own) => withoutSmallParts(own, parts, data))
  const units = unitTasks(data, unitSheets).map(score)
  const wholeSheets = mapSheets(unitSheets, (own) => withoutSmallUnits(own, units, data))
  const commune = communeTasks(data, wholeSheets).map(score)
  return { tasks: [...commune, ...units, ...parts], unitSheets, communeSheets: wholeSheets }
}

export const thresholdsOf = (...waves: readonly WaveData[]): ScoringOptions => ({
  minimumRespondents: Math.max(...waves.map(({ wave }) => wave.minimumCell)),
  minimumEffectiveSampleSize: Math.max(...waves.map(({ wave }) => wave.minimumEffective)),
})

const scoreTask = ({ model, sheets, domain }: ScoringTask, data: WaveData): WaveScores =>
  scoreWave(
    model.model,
    sheets.map(({ sheet }) => sheet),
    { ...thresholdsOf(data), ...(domain ? { domain } : {}) },
  )

const mapSheets = (sheets: ReadonlyMap<string, WaveSheet>, change: (own: WaveSheet) => WaveSheet) =>
  new Map([...sheets].map(([id, own]) => [id, change(own)]))

/** Sheets cut to a part of their respondents, as a task takes them. */
function restricted(
  sheets: readonly WaveSheet[],
  isInside: (own: WaveSheet, row: number) => boolean,
): Pick<ScoringTask, 'sheets' | 'domain'> {
  const parts = sheets.map((own) => ({ own, ...restrictSheet(own.sheet, (row) => isInside(own, row)) }))
  const domain = Object.fromEntries(parts.flatMap(({ sheet, mask }) => (mask ? [[sheet.instrument, mask] as const] : [])))
  return {
    sheets: parts.map(({ own, sheet }) => ({ ...own, sheet })),
    ...(Object.keys(domain).length > 0 ? { domain } : {}),
  }
}

const everything = () => true
const headline = (level: FigureLevel) => level === 'dimension' || level === 'component'

/** Name of the group `procedure:1`, and of those who did not say. */
export const procedureGroup = (code: number): string =>
  Number.isNaN(code) || code === DONT_KNOW ? 'procedure unknown' : `procedure:${code}`

/** Items behind the figures that tasks could show, by unit (or group of it) and item. */
function shownItems(tasks: readonly ScoredTask[], instrument: string, partOf: (task: ScoredTask) => string): ReadonlySet<string> {
  const shown = new Set<string>()
  for (const task of tasks) {
    const scored = new Set(task.scores.indicators.flatMap(({ code, score }) => (score.kind === 'estimate' ? [code] : [])))
    for (const dimension of task.model.model.dimensions)
      for (const component of dimension.components)
        for (const indicator of component.indicators)
          if (indicator.instrument === instrument && scored.has(indicator.code))
            for (const item of indicator.items) shown.add(`${partOf(task)}\n${item}`)
  }
  return shown
}

function withoutSmallParts(own: WaveSheet, parts: readonly ScoredTask[], { wave }: WaveData): WaveSheet {
  const { answers } = own
  const { id } = answers.instrument
  const procedure = own.sheet.items['procedure']
  const byVillage = asksResidents(id)
  if (!byVillage && !(id === 'one-stop-desk' && procedure)) return own
  const ownParts = parts.filter(({ unit }) => (unit.kind === 'village') === byVillage)
  const shown = shownItems(ownParts, id, ({ unit, groupKey }) => `${unit.id} ${groupKey}`)
  const unitOf = (place: number) => wave.units[place]?.id ?? 'unknown'
  return withholdAnswers(own, {
    groupOf: byVillage
      ? (row) => `${unitOf(answers.villages[row] as number)} `
      : (row) => `${unitOf(answers.units[row] as number)} ${procedureGroup(procedure?.[row] ?? Number.NaN)}`,
    isShown: (group, item) => shown.has(`${group}\n${item}`),
    isKnownToItself: () => false,
    minimumCell: wave.minimumCell,
  })
}

function withoutSmallUnits(own: WaveSheet, units: readonly ScoredTask[], { wave }: WaveData): WaveSheet {
  const { answers } = own
  const shown = shownItems(units, answers.instrument.id, ({ unit }) => unit.id)
  return withholdAnswers(own, {
    groupOf: (row) => wave.units[answers.units[row] as number]?.id ?? '',
    // A unit's answers are also shown as the distribution of each item.
    isShown: (unitId, item, people, isEqual) =>
      shown.has(`${unitId}\n${item}`) || (people >= wave.minimumCell && !(isEqual && people < ALL_EQUAL_BELOW)),
    isKnownToItself: () => true,
    minimumCell: wave.minimumCell,
  })
}

function communeTasks(data: WaveData, sheets: ReadonlyMap<string, WaveSheet>): ScoringTask[] {
  const unit = data.wave.units.find(({ kind }) => kind === 'commune')
  const model = data.models.get('papi-commune')
  const readable = communeInstruments(data)
  const own = [...sheets].flatMap(([id, sheet]) => (readable.has(id) ? [sheet] : []))
  return unit && model && own.length > 0 ? [{ unit, groupKey: '', model, sheets: own, keeps: everything, family: null }] : []
}

function unitTasks({ wave, models }: WaveData, sheets: ReadonlyMap<string, WaveSheet>): ScoringTask[] {
  return [...sheets].flatMap(([id, own]) => {
    const model = models.get(id)
    if (!model) return []
    return wave.units.flatMap((unit, place) => {
      if (unit.kind !== kindRatedBy(own.answers.instrument.id) || !own.answers.units.includes(place)) return []
      const part = restricted([own], ({ answers }, row) => answers.units[row] === place)
      return [{ unit, groupKey: '', model, ...part, keeps: everything, family: id }]
    })
  })
}

/** Components of a model that read instruments of residents alone: what can also be said of a village. */
const residentComponents = ({ model }: ModelDefinition): ReadonlySet<string> =>
  new Set(
    model.dimensions.flatMap(({ components }) =>
      components.filter(({ indicators }) => indicators.every(({ instrument }) => asksResidents(instrument))).map(({ code }) => code),
    ),
  )

function villageTasks(data: WaveData): ScoringTask[] {
  const resident = [...data.sheets].flatMap(([id, own]) => (asksResidents(id) ? [own] : []))
  const readable = communeInstruments(data)
  const ofCommune = resident.filter(({ answers }) => readable.has(answers.instrument.id))
  const works = resident.filter(({ answers }) => answers.instrument.id === 'infrastructure')
  const commune = data.models.get('papi-commune')
  const components = commune ? residentComponents(commune) : new Set<string>()
  return data.wave.units.flatMap((unit, place) => {
    if (unit.kind !== 'village') return []
    const task = (model: ModelDefinition | undefined, sheets: readonly WaveSheet[], keeps: ScoringTask['keeps']): ScoringTask[] => {
      if (!model || !sheets.some(({ answers }) => answers.villages.includes(place))) return []
      const asked = sheets.filter(({ answers }) => answers.villages.includes(place))
      const part = restricted(asked, ({ answers }, row) => answers.villages[row] === place)
      return [{ unit, groupKey: '', model, ...part, keeps, family: 'village' }]
    }
    return [
      ...task(data.models.get('infrastructure'), works, headline),
      ...task(commune, ofCommune, (level, code) => level === 'component' && components.has(code)),
    ]
  })
}

function procedureTasks({ wave, sheets, models }: WaveData): ScoringTask[] {
  const desk = sheets.get('one-stop-desk')
  const model = models.get('one-stop-desk')
  const item = desk?.answers.instrument.codebook.find(({ id }) => id === 'procedure')
  const column = desk?.sheet.items['procedure']
  if (!desk || !model || !item || !column) return []
  return wave.units.flatMap((unit, place) =>
    unit.kind !== 'one-stop-desk' || !desk.answers.units.includes(place)
      ? []
      : item.codes
          .filter((code) => column.some((own, row) => own === code && desk.answers.units[row] === place))
          .map((code) => ({
            unit,
            groupKey: procedureGroup(code),
            model,
            ...restricted([desk], ({ answers }, row) => answers.units[row] === place && column[row] === code),
            keeps: headline,
            family: `procedures of ${unit.id}`,
          })),
  )
}
