import { openDatabase } from '../../scripts/database.mjs'
import { readDemoAccounts, readPoints } from '../../scripts/support/contents.mjs'
import { startApplication } from '../../scripts/support/start-application.mjs'

/**
 * Playwright globalSetup: starts what `npm start` starts, once for all specs, and puts into the environment what tests/support/e2e.ts
 * hands to them. Ends only what it started.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const application = await startApplication('e2e')
  process.env['DATA_DIR'] = application.home
  const database = await openDatabase()
  const [points, accounts] = [await readPoints(database), await readDemoAccounts(database)]
  const state = { points, accounts: accounts.map(({ email }) => email), password: application.password, ownerUrl: database.ownerUrl }
  Object.assign(process.env, { E2E_BASE_URL: application.url, E2E_STATE: JSON.stringify(state) })
  return async () => {
    await database.close()
    await application.remove()
  }
}
