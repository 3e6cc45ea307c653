import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Scope } from '../scope.ts'
import type { CollectionMode } from '../units/create-collection-point.ts'
import type { FrozenInstrument, WaveRecord } from './read-wave.ts'

/** Modes by number, as the scoring library is given them. */
export const modeNumbers: readonly CollectionMode[] = ['poster', 'slip', 'kiosk', 'enumerator', 'paper', 'import']

/** The answers of one instrument in one wave, column by column, in id order. */
export type WaveAnswers = FrozenInstrument & {
  readonly respondents: number
  /** A column an item, in the order of the codebook; NaN = missing. */
  readonly columns: readonly Float64Array[]
  /** Place of the unit and of the village in the wave's units; -1 = no village. */
  readonly units: Int32Array
  readonly villages: Int32Array
  readonly modes: Int16Array
  readonly designWeights: Float64Array
  /** Number of the cluster by its name; -1 = not clustered. */
  readonly clusters: Int32Array
  /** SHA-256 over every row as it was read. */
  readonly inputHash: string
}

const BATCH = 20_000
type Row = [id: string, unit: string, village: string | null, mode: CollectionMode, weight: string, cluster: string | null, answers: string]

/** Reads all answers of an instrument in a wave, by batches of the key, into typed arrays; nothing is held twice. */
export async function readAnswers(client: pg.ClientBase, scope: Scope, wave: WaveRecord, frozen: FrozenInstrument): Promise<WaveAnswers> {
  const key = [scope.communeId, wave.id, frozen.versionId]
  const { rows: counts } = await client.query<{ count: number }>(
    `select count(*)::int as count from response where commune_id = $1 and wave_id = $2 and instrument_version_id = $3`,
    key,
  )
  const respondents = counts[0]?.count ?? 0
  const columns = frozen.instrument.codebook.map(() => new Float64Array(respondents).fill(Number.NaN))
  const answers = {
    ...frozen,
    respondents,
    columns,
    units: new Int32Array(respondents),
    villages: new Int32Array(respondents),
    modes: new Int16Array(respondents),
    designWeights: new Float64Array(respondents),
    clusters: new Int32Array(respondents),
  }
  const place = new Map(wave.units.map(({ id }, at) => [id, at]))
  const clusterNumbers = new Map<string, number>()
  const hash = createHash('sha256')
  let at = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; at < respondents; ) {
    const { rows } = await client.query<Row>({
      text: `select id::text, unit_id::text, village_id::text, mode::text, design_weight::text, cluster, array_to_string(answers, ',', '')
               from response where commune_id = $1 and wave_id = $2 and instrument_version_id = $3 and id > $4 order by id limit ${BATCH}`,
      values: [...key, last],
      rowMode: 'array',
    })
    if (rows.length === 0) throw new Error(`readAnswers counted ${respondents} answers and read ${at}`)
    for (const row of rows) {
      const [id, unit, village, mode, weight, cluster, codes] = row
      hash.update(`${row.join('\t')}\n`)
      answers.units[at] = place.get(unit) ?? -1
      answers.villages[at] = village === null ? -1 : (place.get(village) ?? -1)
      answers.modes[at] = modeNumbers.indexOf(mode)
      answers.designWeights[at] = Number(weight)
      if (cluster !== null && !clusterNumbers.has(cluster)) clusterNumbers.set(cluster, clusterNumbers.size)
      answers.clusters[at] = cluster === null ? -1 : (clusterNumbers.get(cluster) ?? -1)
      readCodes(codes, columns, at)
      last = id
      at += 1
    }
  }
  return { ...answers, inputHash: hash.digest('hex') }
}

/** "3,,98" into row `at` of the columns: an empty place stays NaN. Codes are whole numbers of 0 or more. */
function readCodes(text: string, columns: readonly Float64Array[], at: number): void {
  let position = 0
  let code = -1
  for (let i = 0; i <= text.length; i++) {
    const digit = i < text.length ? text.charCodeAt(i) - 48 : -1
    if (digit >= 0 && digit <= 9) code = (code === -1 ? 0 : code * 10) + digit
    else {
      const column = columns[position]
      if (code !== -1 && column) column[at] = code
      position += 1
      code = -1
    }
  }
}
