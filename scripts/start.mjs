// npm start: installs, builds, starts PostgreSQL, migrates, loads, serves and says where to go. Runs before any package is there, so what
// needs packages is imported only after the installation.

import { join } from 'node:path'
import { makeDataDir, projectDir } from './support/data-dir.mjs'
import { checkPlatform, install } from './support/install.mjs'
import { withLock } from './support/lock.mjs'
import { keepNights } from './support/nightly.mjs'
import { askForCommune, isLoopback, keepPublicUrl, readOptions, resolvePublicUrl } from './support/options.mjs'
import { sleep } from './support/processes.mjs'
import { endPrograms } from './support/run-program.mjs'
import { runMain, StartupError } from './support/startup-error.mjs'
import { claimPort, startWeb } from './support/web-process.mjs'

let stopping = false
let web
let database
/** What is being started just now: a stop waits for it, so that nothing half started stays behind. */
let opening
let startingWeb

async function close() {
  endPrograms()
  await (await startingWeb?.catch(() => undefined))?.stop().catch((error) => console.error(error))
  await (await opening?.catch(() => undefined))?.close().catch((error) => console.error(error))
}

async function stop(code) {
  if (stopping) return
  stopping = true
  await close()
  process.exit(code)
}

const webEnvironment = ({ host, port, wantsDemo }, publicUrl) => {
  // The web process gets what it needs and nothing that could make it the owner of the schema.
  const { DATABASE_URL: _owner, OWNER_DATABASE_URL: _scripts, DEMO_PASSWORD: _password, ...inherited } = process.env
  return {
    ...inherited,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    APP_DATABASE_URL: database.appUrl,
    SUBMISSION_KEY: database.secrets.SUBMISSION_KEY,
    AUTH_SECRET: database.secrets.AUTH_SECRET,
    PUBLIC_URL: publicUrl ?? '',
    HOST: host,
    PORT: String(port),
    DEMO: wantsDemo ? '1' : '0',
  }
}

async function waitUntilHealthy(url) {
  let last = 'no answer'
  for (const until = Date.now() + 60_000; Date.now() < until && !stopping; await sleep(50)) {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch((error) => ({ status: error.message }))
    if (response.status === 200) return
    last = response.status
  }
  if (!stopping) throw new StartupError(`The application does not become healthy: /healthz answers ${last}.`)
}

/** Web or database that ends by itself is started again; what dies five times in a minute needs a person. */
async function keepRunning(startAgain) {
  const restarts = []
  const mayRestart = (what) => {
    const now = Date.now()
    restarts.push(now)
    if (restarts.filter((at) => at > now - 60_000).length > 5) throw new StartupError(`${what} again and again: see the log above.`)
    console.error(`${what}: starting it again.`)
  }
  while (!stopping) {
    const ended = await Promise.race([web.ended, sleep(process.platform === 'linux' ? 250 : 2_000)])
    if (stopping) return
    if (!database.isRunning()) {
      mayRestart('The database ended')
      await database.restart()
    }
    if (ended && !stopping) {
      mayRestart(`The web process ended (${ended})`)
      web = await startAgain()
    }
  }
}

async function main() {
  checkPlatform()
  const options = readOptions(process.argv.slice(2))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))
  const home = makeDataDir()
  await claimPort(home, options.host, options.port)
  const facts = options.flags.empty ? await askForCommune(options.flags) : undefined
  await withLock(
    join(projectDir, '.build'),
    async () => {
      await install()
      const { build } = await import('./support/build.mjs')
      await build()
    },
    { waitMinutes: 20 },
  )
  if (stopping) return

  const { openDatabase } = await import('./database.mjs')
  const { loadDemo, readCommunes, readDemoAccounts, readPoints, setUpCommune } = await import('./support/contents.mjs')
  opening = openDatabase()
  database = await opening
  if (stopping) return
  let password
  let setUp
  if (facts) {
    setUp = await setUpCommune(database, facts)
    keepPublicUrl(home, facts['public-url'])
  } else if (options.wantsDemo) password = await loadDemo(database, () => database.reset())
  const communes = await readCommunes(database)
  if (communes.some(({ demo }) => demo) && !isLoopback(options.host) && !options.flags.demo)
    throw new StartupError('This database holds demo accounts: serve it on a loopback HOST, or say --demo.')
  if (stopping) return

  const publicUrl = resolvePublicUrl(home, facts ? facts['public-url'] || undefined : options.publicUrl)
  const start = () => {
    startingWeb = startWeb(home, { ...options, env: webEnvironment(options, publicUrl) })
    return startingWeb
  }
  web = await start()
  const { localUrl, printWelcome } = await import('./support/welcome.mjs')
  await waitUntilHealthy(localUrl(options.host, options.port))
  const [points, accounts] = [await readPoints(database), await readDemoAccounts(database)]
  if (stopping) return
  await printWelcome({ ...options, publicUrl, communes, points, accounts, password, setUp })
  void keepNights(() => stopping)
  await keepRunning(start)
}

await runMain(async () => {
  try {
    await main()
  } catch (error) {
    if (stopping) return
    stopping = true
    await close()
    throw error
  }
})
