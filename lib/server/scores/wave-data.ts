import type pg from 'pg'
import { canonicalJson, indexModels, type ModelDefinition } from '@/lib/instruments/index.ts'
import { sha256 } from '../hash.ts'
import type { Scope } from '../scope.ts'
import { buildSheet, type WaveSheet } from './build-sheet.ts'
import { readAnswers } from './read-answers.ts'
import { readWave, type WaveRecord } from './read-wave.ts'

/** A wave as the scoring library sees it: sheets by instrument (those with answers) and the models of their versions. */
export type WaveData = {
  readonly wave: WaveRecord
  readonly sheets: ReadonlyMap<string, WaveSheet>
  /** Model of the commune and of each instrument, by id. */
  readonly models: ReadonlyMap<string, ModelDefinition>
}

export async function readWaveData(client: pg.ClientBase, scope: Scope, waveId: string): Promise<WaveData> {
  const wave = await readWave(client, scope, waveId)
  const sheets = new Map<string, WaveSheet>()
  for (const frozen of wave.instruments) {
    const answers = await readAnswers(client, scope, wave, frozen)
    if (answers.respondents > 0) sheets.set(frozen.instrument.id, buildSheet(answers, wave))
  }
  return { wave, sheets, models: modelsOf(wave) }
}

/**
 * The commune's model is that of the newest instrument version in the wave; a service instrument's model is that of its own version.
 * Where an instrument of an older version stands beside a newer one the commune's model does not read it (see `communeInstruments`).
 */
function modelsOf(wave: WaveRecord): ReadonlyMap<string, ModelDefinition> {
  const wanted = new Map<string, string>(wave.instruments.map(({ instrument }) => [instrument.id, instrument.version]))
  wanted.set('papi-commune', [...wanted.values()].sort().at(-1) ?? '')
  return new Map(
    indexModels.filter(({ model }) => wanted.get(model.id) === model.version).map((definition) => [definition.model.id, definition]),
  )
}

/** Instruments that the commune's model can read: those of its own version. */
export const communeInstruments = ({ sheets, models }: WaveData): ReadonlySet<string> =>
  new Set(
    [...sheets].flatMap(([id, { answers }]) => (answers.instrument.version === models.get('papi-commune')?.model.version ? [id] : [])),
  )

/** SHA-256 of the instruments behind some sheets: the frozen hash of one, or one hash over several. */
export const instrumentHashOf = (sheets: readonly WaveSheet[]): string => {
  const hashes = sheets.map(({ answers }) => answers.hash).sort()
  return hashes.length === 1 ? (hashes[0] as string) : sha256(hashes.join('\n'))
}

/** SHA-256 of all that some figures were computed from: model, thresholds, answers as read, and the register. */
export const inputHashOf = ({ wave }: WaveData, sheets: readonly WaveSheet[], models: readonly ModelDefinition[]): string =>
  sha256(
    canonicalJson({
      models: models.map(({ model }) => sha256(canonicalJson(model))),
      thresholds: [wave.minimumCell, wave.minimumEffective],
      answers: sheets.map(({ answers }) => [answers.instrument.id, answers.hash, answers.inputHash]),
      register: wave.margins
        .filter(({ instrument }) => sheets.some(({ answers }) => answers.instrument.id === instrument))
        .map(({ unitId, instrument, variable, category, count }) => [unitId, instrument, variable, category, count]),
    }),
  )
