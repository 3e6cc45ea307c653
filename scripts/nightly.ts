/**
 * npm run nightly [-- --again]: the nightly work of this installation.
 *
 * For each commune, for the day that ended with the last midnight of Việt Nam: rewrites what came in, so that nothing ties a comment to an
 * answer; takes a snapshot of the open waves; notes the head of the audit trail, in the database, in DATA_DIR/audit-heads.jsonl and on
 * standard output. What is done for that day already is not done again (--again does it again).
 *
 * Contract with whoever starts it: call it once at every start and then soon after each midnight (00:10 in Việt Nam is 17:10 UTC). Calling
 * it oftener is harmless: with nothing due it ends at once. It needs no arguments and no variables beyond those of `npm start` (DATABASE_URL,
 * DATA_DIR), uses the running database or starts one, and never writes to the web process. Only one is at work at a time; a second one
 * waits for nothing and exits 0. Exit 0: everything is done. 1: something failed, is named, and will be made up for by the next call. 2: usage.
 */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { closeDatabase } from '../lib/server/db.ts'
import { dayOfLastNight } from '../lib/server/nightly/day-of-last-night.ts'
import { runNight } from '../lib/server/nightly/run-night.ts'
import { openForScript } from './database.mjs'

const args = process.argv.slice(2)
if (args.some((arg) => arg !== '--again')) {
  console.error('usage: npm run nightly [-- --again]')
  process.exit(2)
}

const database = await openForScript()
const owner = new pg.Client({ connectionString: database.ownerUrl, application_name: 'dan-cham nightly' })
try {
  await owner.connect()
  const { rows } = await owner.query<{ mine: boolean }>(`select pg_try_advisory_lock(hashtext('dan-cham nightly')) as mine`)
  if (!rows[0]?.mine) console.log('The nightly work is being done by another process.')
  else {
    const { done, failed } = await runNight({
      owner,
      day: dayOfLastNight(new Date()),
      again: args.includes('--again'),
      keepHead: (head) => appendFileSync(join(database.home, 'audit-heads.jsonl'), `${JSON.stringify(head)}\n`, { mode: 0o600 }),
      log: (line) => console.log(line),
    })
    if (done + failed === 0) console.log('Nothing is due.')
    process.exitCode = failed > 0 ? 1 : 0
  }
} finally {
  await owner.end().catch(() => {})
  await closeDatabase()
  await database.close()
}
