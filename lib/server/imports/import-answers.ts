import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type pg from 'pg'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { hmac, uuidFromBytes } from '../hash.ts'
import type { Scope } from '../scope.ts'
import type { CollectionMode } from '../units/create-collection-point.ts'
import { findImportTarget, type ImportTarget } from './import-target.ts'
import { readAnswerFile } from './read-answer-file.ts'
import type { AnswerRow } from './read-answer-row.ts'

export type ImportRequest = {
  readonly wave: string
  readonly instrument: string
  readonly unit: string
  /** Mode of rows that name none. Default import. */
  readonly mode?: CollectionMode
  /** Opens the file from its start; called more than once. */
  readonly open: () => Readable
  /** Today in Asia/Ho_Chi_Minh. */
  readonly today: string
}
export type Imported = {
  readonly rows: number
  readonly added: number
  /** Rows of this file that an earlier import of it brought in already. */
  readonly alreadyThere: number
  readonly itemsWithoutColumn: readonly string[]
}

const BATCH = 1000

/**
 * Brings in answers that were collected elsewhere, all of the file or nothing: the caller's transaction must end with the error.
 *
 * The file is read twice: once to check every row and to hash what was read, once to store. A row's id is an HMAC of wave, instrument,
 * unit, that hash and the row's number, so that the same file again adds nothing, also with other line ends or separators,
 * while two people who answered alike in two files stay two.
 *
 * @throws {AppError} NOT_VALID with every fault by line and column (up to 100), NOT_FOUND for names that are unknown
 */
export async function importAnswers(client: pg.ClientBase, scope: Scope, request: ImportRequest): Promise<Imported> {
  const target = await findImportTarget(client, scope, request)
  const setting = {
    instrument: target.instrument,
    villages: target.villages,
    defaultDay: target.openedOn ?? request.today,
    defaultMode: request.mode ?? 'import',
    today: request.today,
  }
  const checked = createHash('sha256')
  const { rows, itemsWithoutColumn } = await readAnswerFile(request.open, setting, (row) => void checked.update(canonical(row)))
  if (rows === 0) throw new AppError('NOT_VALID', 'The file has a header and no rows.')
  const fileHash = checked.digest('hex')

  const stored = createHash('sha256')
  let batch: StoredRow[] = []
  let added = 0
  await readAnswerFile(request.open, setting, async (row, number) => {
    stored.update(canonical(row))
    batch.push(storedRow(scope, target, fileHash, row, number))
    if (batch.length < BATCH) return
    added += await insert(client, scope, target, batch)
    batch = []
  })
  if (batch.length > 0) added += await insert(client, scope, target, batch)
  if (stored.digest('hex') !== fileHash) throw new AppError('CONFLICT', 'The file changed while it was read.')
  return { rows, added, alreadyThere: rows - added, itemsWithoutColumn }
}

/** A row as text, without the mode: the same file brought in under another default mode is still the same file. */
const canonical = (row: AnswerRow): string => `${JSON.stringify([row.answers, row.day, row.villageId, row.weight, row.cluster])}\n`

type StoredRow = AnswerRow & { readonly id: string; readonly contentHash: Buffer; readonly receiptKey: Buffer }

function storedRow(scope: Scope, target: ImportTarget, fileHash: string, row: AnswerRow, number: number): StoredRow {
  const key = env().SUBMISSION_KEY
  const name = [scope.communeId, target.waveId, target.instrumentVersionId, target.unitId, fileHash, number].join(' ')
  return {
    ...row,
    id: uuidFromBytes(hmac(key, 'import response', name)),
    contentHash: hmac(key, 'import content', canonical(row)),
    receiptKey: hmac(key, 'import receipt', name),
  }
}

/** In id order, so that the order of the file cannot be read from the order of the rows. */
async function insert(client: pg.ClientBase, scope: Scope, target: ImportTarget, batch: readonly StoredRow[]): Promise<number> {
  const rows = [...batch].sort((a, b) => (a.id < b.id ? -1 : 1))
  const column = <T>(of: (row: StoredRow) => T) => rows.map(of)
  const { rowCount } = await client.query(
    `insert into response (commune_id, id, wave_id, unit_id, village_id, instrument_version_id, mode, day, answers, design_weight, cluster, content_hash, receipt_key)
     select $1, r.id, $2, $3, r.village, $4, r.mode::collection_mode, r.day, r.answers::smallint[], r.weight, r.cluster, r.content, r.receipt
       from unnest($5::uuid[], $6::uuid[], $7::text[], $8::date[], $9::text[], $10::float8[], $11::text[], $12::bytea[], $13::bytea[])
            as r(id, village, mode, day, answers, weight, cluster, content, receipt)
     on conflict (commune_id, id) do nothing`,
    [
      scope.communeId,
      target.waveId,
      target.unitId,
      target.instrumentVersionId,
      column((row) => row.id),
      column((row) => row.villageId),
      column((row) => row.mode),
      column((row) => row.day),
      column((row) => `{${row.answers.map((answer) => answer ?? 'NULL').join(',')}}`),
      column((row) => row.weight),
      column((row) => row.cluster),
      column((row) => row.contentHash),
      column((row) => row.receiptKey),
    ],
  )
  return rowCount ?? 0
}
