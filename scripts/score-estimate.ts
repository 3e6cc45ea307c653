import { parseArgs } from 'node:util'
import { type AnswerSheet, compareWaves, type Domain, type IndexModel, type ScoringOptions, scoreWave } from '../lib/scoring/index.ts'
import { InputError } from './estimate/input-error.ts'
import { type Columns, readColumns } from './estimate/read-columns.ts'
import { INSTRUMENT, itemsOf, readModel } from './estimate/read-model.ts'
import { changeTable, scoreTable } from './estimate/table.ts'

const USAGE =
  'usage: npm run -s score -- estimate --answers A.csv --model M.json [--weight C] [--strata C] [--cluster C] [--fpc C] [--by C]\n' +
  '         [--wave C --from X --to Y] [--format json|table] [--dont-know 98] [--minimum-n 5] [--minimum-effective-n 30]'

const text = { type: 'string' } as const
const options = {
  ...{ answers: text, model: text, weight: text, strata: text, cluster: text, fpc: text, by: text, wave: text, from: text, to: text },
  format: { type: 'string', default: 'table' },
  'dont-know': { type: 'string', default: '98' },
  'minimum-n': { type: 'string', default: '5' },
  'minimum-effective-n': { type: 'string', default: '30' },
} as const

/** `npm run -s score -- estimate …`: any CSV file of coded answers scored with any index model. Exit 2 on what cannot be used. */
export async function scoreEstimate(args: readonly string[]): Promise<number> {
  try {
    const result = await estimate(args)
    process.stdout.write(`${result}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof InputError || error instanceof RangeError)) throw error
    console.error(error.message)
    return 2
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n${USAGE}`)
  }
}

async function estimate(args: readonly string[]): Promise<string> {
  const given = readArguments(args)
  const { answers, model: modelFile, weight, strata, cluster, fpc, by, wave, from, to, format } = given
  if (answers === undefined || modelFile === undefined) throw new InputError(USAGE)
  if (format !== 'json' && format !== 'table') throw new InputError(`--format is json or table, not ${format}`)
  if ((wave === undefined) !== (from === undefined) || (wave === undefined) !== (to === undefined)) {
    throw new InputError('--wave, --from and --to are given together or not at all')
  }
  const number = (name: 'dont-know' | 'minimum-n' | 'minimum-effective-n') => {
    const value = Number(given[name])
    if (!Number.isFinite(value)) throw new InputError(`--${name} is a number, not ${given[name]}`)
    return value
  }
  const limits = { minimumRespondents: number('minimum-n'), minimumEffectiveSampleSize: number('minimum-effective-n') }
  const model = readModel(modelFile)
  const isGiven = (name: string | undefined): name is string => name !== undefined
  const columns = await readColumns(
    answers,
    [...itemsOf(model), ...[weight, fpc].filter(isGiven)],
    [strata, cluster, by, wave].filter(isGiven),
  )
  const sheet = sheetOf(columns, model, { weight, strata, cluster, fpc, dontKnow: number('dont-know') })
  const groups = by === undefined ? [{ group: null, inside: null }] : groupsOf(columns, by)
  const results = groups.map(({ group, inside }) => {
    if (wave === undefined || from === undefined || to === undefined)
      return { group, scores: scoreWave(model, [sheet], withDomain(limits, inside)) }
    const mask = (label: string) => bothMasks(labelMask(columns, wave, label), inside)
    const comparison = compareWaves(
      { model, sheets: [sheet], domain: mask(from) },
      { model, sheets: [sheet], domain: mask(to) },
      { ...limits, sharedClusters: cluster !== undefined },
    )
    return { group, comparison }
  })
  if (format === 'json') return JSON.stringify(by === undefined ? results[0] : results, null, 1)
  return results
    .flatMap((result) => [
      ...(result.group === null ? [] : [`${by} = ${result.group}`]),
      ...('scores' in result && result.scores ? scoreTable(result.scores) : []),
      ...('comparison' in result && result.comparison ? changeTable(result.comparison) : []),
    ])
    .join('\n')
}

type DesignColumns = {
  weight: string | undefined
  strata: string | undefined
  cluster: string | undefined
  fpc: string | undefined
  dontKnow: number
}

function sheetOf({ rows, numbers, texts }: Columns, model: IndexModel, names: DesignColumns): AnswerSheet {
  const weights = (names.weight && numbers.get(names.weight)) || new Float64Array(rows).fill(1)
  const wrong = weights.findIndex((weight) => !(weight > 0 && weight < Infinity))
  if (wrong >= 0)
    throw new InputError(
      `column ${names.weight} has ${Number.isNaN(weights[wrong]) ? 'no weight' : `the weight ${weights[wrong]}`} in row ${wrong + 1}: weights are above 0`,
    )
  const strata = (names.strata && texts.get(names.strata)?.codes) || new Int32Array(rows)
  const items = itemsOf(model).map((item): [string, Float64Array] => [item, numbers.get(item) as Float64Array])
  return {
    instrument: INSTRUMENT,
    respondents: rows,
    items: Object.fromEntries(items),
    dontKnowCode: names.dontKnow,
    design: {
      weights,
      strata,
      clusters: names.cluster ? clustersInStrata(strata, texts.get(names.cluster)?.codes as Int32Array) : null,
      populationSizes: names.fpc ? sizesByStratum(strata, numbers.get(names.fpc) as Float64Array, names.fpc) : null,
      selfSelected: false,
    },
    modes: new Int16Array(rows),
  }
}

/** Cluster labels are read inside their stratum. */
function clustersInStrata(strata: Int32Array, labels: Int32Array): Int32Array {
  const numberOf = new Map<number, number>()
  const span = labels.reduce((most, label) => Math.max(most, label), 0) + 1
  return labels.map((label, row) => {
    const key = (strata[row] as number) * span + label
    const number = numberOf.get(key) ?? numberOf.size
    numberOf.set(key, number)
    return number
  })
}

function sizesByStratum(strata: Int32Array, sizes: Float64Array, column: string): Float64Array {
  const byStratum = new Float64Array(strata.reduce((most, stratum) => Math.max(most, stratum), 0) + 1)
  sizes.forEach((size, row) => {
    const stratum = strata[row] as number
    if (!(size > 0)) throw new InputError(`column ${column} has no population size in row ${row + 1}`)
    if (byStratum[stratum] !== 0 && byStratum[stratum] !== size) {
      throw new InputError(`column ${column} has ${byStratum[stratum]} and ${size} for one stratum, in row ${row + 1}`)
    }
    byStratum[stratum] = size
  })
  return byStratum
}

function labelMask({ texts }: Columns, column: string, label: string): Uint8Array {
  const { codes, labels } = texts.get(column) as { codes: Int32Array; labels: readonly string[] }
  const wanted = labels.indexOf(label)
  if (wanted < 0) throw new InputError(`column ${column} has no ${label}; it has ${labels.slice(0, 12).join(', ')}`)
  return Uint8Array.from(codes, (code) => (code === wanted ? 1 : 0))
}

function groupsOf(columns: Columns, by: string): { group: string; inside: Uint8Array }[] {
  const labels = (columns.texts.get(by)?.labels ?? []).filter((label) => label !== '').toSorted()
  return labels.map((group) => ({ group, inside: labelMask(columns, by, group) }))
}

function bothMasks(wave: Uint8Array, inside: Uint8Array | null): Domain {
  return { [INSTRUMENT]: inside === null ? wave : wave.map((is, row) => is & (inside[row] as number)) }
}

function withDomain(limits: ScoringOptions, inside: Uint8Array | null): ScoringOptions {
  return inside === null ? limits : { ...limits, domain: { [INSTRUMENT]: inside } }
}
