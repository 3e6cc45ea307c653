// npm test: everything, from types to journeys in a real Chromium. Goes on after a failed step; its last line counts the tests.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectDir } from './support/data-dir.mjs'
import { checkPlatform, install } from './support/install.mjs'
import { withLock } from './support/lock.mjs'
import { endPrograms, runProgram } from './support/run-program.mjs'
import { describeFailure, runMain } from './support/startup-error.mjs'
import { cleanEnvironment } from './support/temporary-data-dir.mjs'

const reports = join(projectDir, 'test-results')
const env = { ...cleanEnvironment(), CHECKPOINT_DISABLE: '1', NEXT_TELEMETRY_DISABLED: '1' }
const bin = (path) => join(projectDir, 'node_modules', path)

const node = async (...args) => (await runProgram(process.execPath, args, { env })).status === 0

/** Runs a step that makes a report of tests, and reads the report; a step that broke before it had one counts as one failure. */
async function counted(report, read, ...args) {
  const file = join(reports, report)
  rmSync(file, { force: true })
  const passed = await node(...args)
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 }
  return { ...counts, failed: passed ? counts.failed : Math.max(1, counts.failed) }
}

const vitest = (project) =>
  counted(
    `${project}.json`,
    (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests }),
    ...[
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=test-results/${project}.json`,
    ],
  )

async function playwright() {
  const { ensureChromium } = await import('./support/chromium.mjs')
  if (!ensureChromium()) return { passed: 0, failed: 1, skipped: 0 }
  return counted(
    'e2e.json',
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }),
    ...[bin('@playwright/test/cli.js'), 'test'],
  )
}

const built = (until) =>
  withLock(
    join(projectDir, '.build'),
    async () => {
      const { build } = await import('./support/build.mjs')
      try {
        await build({ until })
        return true
      } catch (error) {
        console.error(describeFailure(error) ?? error)
        return false
      }
    },
    { waitMinutes: 20 },
  )

const STEPS = [
  ['Prisma client', () => built('prisma.mjs')],
  ['types of routes', () => node(bin('next/dist/bin/next'), 'typegen')],
  ['types', () => node(bin('typescript/bin/tsc'), '--noEmit', '-p', '.')],
  ['types of the pure folders', () => node(bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.pure.json')],
  [
    'Biome',
    () => node(bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'),
  ],
  ['unused code (knip)', () => node(bin('knip/bin/knip.js'))],
  ['migrations make the schema', () => node('scripts/check-drift.mjs')],
  ['unit tests and import boundaries', () => vitest('unit')],
  ['golden tests', () => vitest('golden')],
  ['integration tests on PostgreSQL', () => vitest('integration')],
  ['build', () => built()],
  ['journeys in Chromium', playwright],
]

await runMain(async () => {
  checkPlatform()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => {
      endPrograms()
      process.exit(130)
    })
  await withLock(join(projectDir, '.build'), install, { waitMinutes: 20 })
  mkdirSync(reports, { recursive: true })
  const total = { passed: 0, failed: 0, skipped: 0 }
  const rows = []
  for (const [name, run] of STEPS) {
    console.log(`\n=== ${name}`)
    const from = performance.now()
    const outcome = await run()
    const counts = typeof outcome === 'boolean' ? { passed: 0, failed: outcome ? 0 : 1, skipped: 0 } : outcome
    for (const key of Object.keys(total)) total[key] += counts[key]
    const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(6)
    const tests = typeof outcome === 'boolean' ? '' : `  ${counts.passed} passed, ${counts.failed} failed`
    rows.push(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}${tests}`)
  }
  console.log(`\n=== summary\n${rows.join('\n')}`)
  if (total.skipped > 0) console.log(`${total.skipped} skipped`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed === 0 ? 0 : 1)
})
