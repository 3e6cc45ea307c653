// The nightly work beside a running application: once at every start, which makes up for a night that the machine slept through, and
// then at ten past midnight in Việt Nam.
import { join } from 'node:path'
import { projectDir } from './data-dir.mjs'
import { runProgram } from './run-program.mjs'

const DAY = 24 * 60 * 60_000
/** 00:10 in Việt Nam, which has no summer time. */
const AT = (17 * 60 + 10) * 60_000

/** Milliseconds until the next ten past midnight in Việt Nam. */
export const untilNextNight = (now) => DAY - ((((now - AT) % DAY) + DAY) % DAY)

/** Runs the nightly work now and every night. A night that fails is told and made up for by the next; it never ends the application. */
export function keepNights(isStopping) {
  const run = async () => {
    if (isStopping()) return
    const ended = await runProgram(process.execPath, ['--import', 'tsx', join(projectDir, 'scripts/nightly.ts')], { output: 'stdout' })
    if (ended.status !== 0 && !isStopping())
      console.error(`The nightly work did not end well (${ended.status}); the next one makes up for it.`)
    if (!isStopping()) setTimeout(run, untilNextNight(Date.now())).unref()
  }
  return run()
}
