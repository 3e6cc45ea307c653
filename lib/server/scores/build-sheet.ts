import { DONT_KNOW } from '@/lib/instruments/index.ts'
import type { AnswerSheet } from '@/lib/scoring/index.ts'
import { asksResidents } from '../units/unit-kinds.ts'
import { modeNumbers, type WaveAnswers } from './read-answers.ts'
import type { WaveRecord } from './read-wave.ts'
import { type Weighed, weighAnswers } from './weigh-answers.ts'

/** Answers of one instrument ready for the scoring library, with what a snapshot needs to say about them. */
export type WaveSheet = { readonly answers: WaveAnswers; readonly weighed: Weighed; readonly sheet: AnswerSheet }

/** Modes in which somebody else chose who is asked. */
const chosen = new Set((['enumerator', 'paper', 'import'] as const).map((mode) => modeNumbers.indexOf(mode)))

/**
 * The answer sheet of an instrument: weights raked to the register, strata the village for instruments of residents, the procedure for the
 * one-stop desk, else the unit.
 *
 * A sample counts as drawn only where nobody came by a poster, a slip or the kiosk and a design is given: clusters, or design weights that
 * differ. Everything else is self-selected and is called so. Only a drawn sample without clusters whose villages are in the register gets
 * population sizes.
 */
export function buildSheet(answers: WaveAnswers, wave: WaveRecord): WaveSheet {
  const weighed = weighAnswers(answers, wave)
  const items = Object.fromEntries(answers.instrument.codebook.map((item, at) => [item.id, answers.columns[at] as Float64Array]))
  const strata = strataOf(answers)
  const clustered = answers.clusters.some((cluster) => cluster !== -1)
  const hasDesign = clustered || answers.designWeights.some((weight) => weight !== answers.designWeights[0])
  const selfSelected = !(hasDesign && answers.modes.every((mode) => chosen.has(mode)))
  const sheet: AnswerSheet = {
    instrument: answers.instrument.id,
    respondents: answers.respondents,
    items,
    dontKnowCode: DONT_KNOW,
    design: {
      weights: weighed.weights,
      strata: strata.numbers,
      clusters: clustered ? clustersOf(answers, strata.numbers) : null,
      populationSizes: selfSelected || clustered ? null : villageSizes(answers, wave, strata.keys),
      selfSelected,
    },
    modes: answers.modes,
  }
  return { answers, weighed, sheet }
}

/** Numbers from 0 in the order of first appearance, and what each stands for. */
function numbered(keys: Iterable<number>): { numbers: Int32Array; keys: number[] } {
  const places = new Map<number, number>()
  const numbers = Int32Array.from(keys, (key) => {
    const place = places.get(key) ?? places.size
    places.set(key, place)
    return place
  })
  return { numbers, keys: [...places.keys()] }
}

function strataOf(answers: WaveAnswers) {
  if (asksResidents(answers.instrument.id)) return numbered(answers.villages)
  const procedure = answers.columns[answers.instrument.codebook.findIndex((item) => item.id === 'procedure')]
  // A column of codes and NaN; a Map finds NaN again, so that those who did not say are a stratum of their own.
  return numbered(procedure && answers.instrument.id === 'one-stop-desk' ? procedure : answers.units)
}

/** PSU numbers unique over strata; who was not clustered is a PSU alone. */
function clustersOf(answers: WaveAnswers, strata: Int32Array): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(answers.clusters, (cluster, row) => {
    const key = cluster === -1 ? `row ${row}` : `${strata[row]} ${cluster}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}

/** People of each village stratum by the register; null where one is not in it, or has fewer people there than answered. */
function villageSizes(answers: WaveAnswers, wave: WaveRecord, villages: readonly number[]): Float64Array | null {
  if (!asksResidents(answers.instrument.id)) return null
  const sizes = villages.map((village) => {
    const code = wave.units[village]?.code
    const margin = wave.margins.find(
      ({ instrument, variable, category }) => instrument === answers.instrument.id && variable === 'village' && category === code,
    )
    const answered = answers.villages.reduce((count, place) => count + (place === village ? 1 : 0), 0)
    return margin && margin.count >= answered ? margin.count : Number.NaN
  })
  return sizes.some(Number.isNaN) ? null : Float64Array.from(sizes)
}
