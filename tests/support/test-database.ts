import { rmSync } from 'node:fs'
import { INSTALLATION_VARIABLES, makeTemporaryDataDir } from '../../scripts/support/temporary-data-dir.mjs'

/**
 * Vitest globalSetup: an own PostgreSQL in a temporary directory, migrated, fsync on. Workers find it in APP_DATABASE_URL and
 * OWNER_DATABASE_URL. It ends with the run, and nothing else is touched, whatever runs beside it.
 */
export async function setup(): Promise<() => Promise<void>> {
  const home = makeTemporaryDataDir('test')
  for (const name of INSTALLATION_VARIABLES) delete process.env[name]
  process.env['DATA_DIR'] = home
  const { openForScript } = await import('../../scripts/database.mjs')
  const database = await openForScript()
  return async () => {
    await database.close()
    rmSync(home, { recursive: true, force: true })
  }
}
