/** node --import tsx scripts/snapshot-job.ts COMMUNE_ID JOB_ID: takes a snapshot that an officer asked for. Started by the web process, with its environment. */
import { closeDatabase } from '../lib/server/db.ts'
import { mintScope } from '../lib/server/scope.ts'
import { workOnJob } from '../lib/server/waves/snapshot-jobs.ts'

const [communeId = '', jobId = ''] = process.argv.slice(2)
try {
  await workOnJob(mintScope(communeId), jobId)
} finally {
  await closeDatabase()
}
