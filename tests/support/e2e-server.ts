import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../scripts/database.mjs'
import { readDemoAccounts, readPoints } from '../../scripts/support/contents.mjs'
import { findFreePort } from '../../scripts/support/free-port.mjs'
import { cleanEnvironment, makeTemporaryDataDir } from '../../scripts/support/temporary-data-dir.mjs'

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))

/**
 * Playwright globalSetup: what `npm start` does, on a free port and with a data directory and demo data of its own. Puts into the
 * environment what tests/support/e2e.ts hands to the specs, and ends what it started.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const home = makeTemporaryDataDir('e2e')
  const port = await findFreePort()
  const password = `e2e-${randomBytes(6).toString('hex')}`
  const env = { ...cleanEnvironment(), DATA_DIR: home, PORT: String(port), DEMO_PASSWORD: password }
  const start = spawn(process.execPath, [START], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => start.once('exit', resolve))
  const ready = new Promise<boolean>((resolve) => {
    let printed = ''
    start.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      if (printed.includes('Dừng / stop')) resolve(true)
    })
    start.stdout.once('end', () => {
      process.stderr.write(printed)
      resolve(false)
    })
  })
  const teardown = async () => {
    start.kill('SIGTERM')
    await ended
    rmSync(home, { recursive: true, force: true })
  }
  if (!(await ready)) {
    await teardown()
    throw new Error('scripts/start.mjs did not start: its output is above')
  }
  process.env['DATA_DIR'] = home
  const database = await openDatabase()
  const [points, accounts] = [await readPoints(database), await readDemoAccounts(database)]
  Object.assign(process.env, {
    E2E_BASE_URL: `http://127.0.0.1:${port}`,
    E2E_STATE: JSON.stringify({ points, accounts: accounts.map(({ email }) => email), password, ownerUrl: database.ownerUrl }),
  })
  return async () => {
    await database.close()
    await teardown()
  }
}
