import { createGroupCommit } from './group-commit.ts'
import { intakePool } from './intake-pool.ts'

type Stored = 'new' | 'same' | 'conflict'

/** One row of submit_responses: see the migration that makes it. Keys and hashes in hex. */
export type ResponseRow = {
  readonly id: string
  readonly wave: string
  readonly unit: string
  readonly village?: string
  readonly version: string
  readonly mode: string
  readonly day: string
  readonly answers: readonly (number | null)[]
  readonly content: string
  readonly receipt: string
  readonly instrument: string
  readonly comment_id: string
  readonly comment?: string
  readonly comment_content?: string
  readonly comment_receipt: string
}

const storeGroup = async (communeId: string, rows: readonly ResponseRow[]): Promise<readonly Stored[]> => {
  const { rows: answered } = await intakePool().query<{ outcomes: Stored[] }>({
    name: 'submit_responses',
    text: 'select submit_responses($1, $2::jsonb) as outcomes',
    values: [communeId, JSON.stringify(rows)],
  })
  return answered[0]?.outcomes ?? []
}

type Store = (communeId: string, row: ResponseRow) => Promise<Stored>
const store = globalThis as { danChamStore?: Store }

/**
 * Stores one response of a commune, together with those that wait beside it, and answers only after the commit: new, the same as one
 * that is there, or in conflict with it.
 *
 * @throws {AppError} UNAVAILABLE after 2.5 s, or where too many wait; errors of the driver as they come, which carry answers: never log them
 */
export const storeResponse: Store = (communeId, row) => {
  store.danChamStore ??= createGroupCommit(storeGroup, { inFlight: 2, rows: 200, waiting: 5_000, patience: 2_500 })
  return store.danChamStore(communeId, row)
}
