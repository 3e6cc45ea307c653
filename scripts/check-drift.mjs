// Whether prisma/migrations, replayed on an empty database, make exactly prisma/schema.prisma. Ends with 0 when they do.
import { rmSync } from 'node:fs'
import { runProgram } from './support/run-program.mjs'
import { runMain } from './support/startup-error.mjs'
import { INSTALLATION_VARIABLES, makeTemporaryDataDir } from './support/temporary-data-dir.mjs'

await runMain(async () => {
  for (const name of INSTALLATION_VARIABLES) delete process.env[name]
  const home = makeTemporaryDataDir('drift')
  process.env.DATA_DIR = home
  const { openDatabase } = await import('./database.mjs')
  const database = await openDatabase()
  try {
    // The superuser, since the replay happens in a shadow database that has to be made.
    const env = { ...process.env, DATABASE_URL: database.superuserUrl }
    const args = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--exit-code']
    const { status } = await runProgram(process.execPath, ['scripts/prisma.mjs', 'migrate', 'diff', ...args], { env })
    process.exitCode = status === 0 ? 0 : 1
  } finally {
    await database.close()
    rmSync(home, { recursive: true, force: true })
  }
})
