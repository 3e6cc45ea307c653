import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Vitest globalSetup: an own PostgreSQL in a temporary directory, migrated, fsync on. Workers find it in APP_DATABASE_URL and
 * OWNER_DATABASE_URL. It ends with the run, and nothing else is touched, whatever runs beside it.
 */
export async function setup(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'dan-cham-test-'))
  chmodSync(home, 0o755)
  delete process.env['DATABASE_URL']
  delete process.env['SUBMISSION_KEY']
  delete process.env['AUTH_SECRET']
  process.env['DATA_DIR'] = home
  const { openForScript } = await import('../../scripts/database.mjs')
  const database = await openForScript()
  return async () => {
    await database.close()
    rmSync(home, { recursive: true, force: true })
  }
}
