import pg from 'pg'
import { env } from '../env.ts'

const store = globalThis as { danChamIntake?: pg.Pool }

/**
 * Connections of their own for what citizens wait for, so that a long query of a staff screen cannot hold up an answer.
 * Two are for storing (see `storeResponse`), the others for reading points. Whatever takes longer than 2 s is given up.
 */
export const intakePool = (): pg.Pool => {
  if (store.danChamIntake) return store.danChamIntake
  const made = new pg.Pool({
    connectionString: env().APP_DATABASE_URL,
    max: 5,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 2_000,
    query_timeout: 2_000,
    idleTimeoutMillis: 30_000,
  })
  made.on('error', (error: Error & { code?: string }) => console.error(`database connection lost: ${error.code ?? error.name}`))
  store.danChamIntake = made
  return made
}

/** Closes every connection: for tests. */
export const closeIntake = async (): Promise<void> => {
  await store.danChamIntake?.end()
  delete store.danChamIntake
}
