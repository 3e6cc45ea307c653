import { createReadStream, existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findCommune } from '../lib/server/communes/find-commune.ts'
import { closeDatabase, forScopeRaw } from '../lib/server/db.ts'
import { AppError } from '../lib/server/errors.ts'
import { importAnswers } from '../lib/server/imports/import-answers.ts'
import { isCollectionMode } from '../lib/server/imports/read-answer-row.ts'
import { todayInVietnam } from '../lib/server/today.ts'
import { openForScript } from './database.mjs'

const usage = `usage: npm run import -- --wave 2023 --instrument health-station --unit CT-TYT [--commune 12265] [--mode paper] FILE.csv
The header names items of the codebook and, if there are any, day, village, mode, weight, cluster. Empty = no answer, 98 = don't know.`

type Arguments = { wave: string; instrument: string; unit: string; commune?: string; mode?: string; file: string }

function readArguments(): Arguments | string {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      options: { wave: text, instrument: text, unit: text, commune: text, mode: text },
      allowPositionals: true,
    })
    const { wave, instrument, unit, commune, mode } = values
    const [file] = positionals
    if (!wave || !instrument || !unit || !file || positionals.length > 1) return usage
    return { wave, instrument, unit, file, ...(commune ? { commune } : {}), ...(mode ? { mode } : {}) }
  } catch (error) {
    return `${error instanceof Error ? error.message : ''}\n${usage}`
  }
}

async function run(given: Arguments): Promise<string> {
  const { file, mode = 'import' } = given
  if (!existsSync(file)) throw new AppError('NOT_FOUND', `There is no file ${file}.`)
  if (!isCollectionMode(mode)) throw new AppError('NOT_VALID', `"${mode}" is no mode of collection.`)
  const commune = await findCommune(given.commune)
  if (!commune) throw new AppError('NOT_FOUND', given.commune ? `There is no commune ${given.commune}.` : 'There is no commune yet.')
  const { rows, added, alreadyThere, itemsWithoutColumn } = await forScopeRaw(commune.scope, (client) =>
    importAnswers(client, commune.scope, { ...given, mode, open: () => createReadStream(file), today: todayInVietnam(new Date()) }),
  )
  const again = alreadyThere > 0 ? `, ${alreadyThere} were there already from this same file` : ''
  const without = itemsWithoutColumn.length > 0 ? `\nNo column for ${itemsWithoutColumn.join(', ')}: taken as missing in every row.` : ''
  return `${commune.name} (${commune.code}), wave ${given.wave}, ${given.unit}: ${rows} rows read, ${added} added${again}.${without}`
}

const given = readArguments()
if (typeof given === 'string') {
  console.error(given)
  process.exitCode = 2
} else {
  const database = await openForScript()
  try {
    console.log(await run(given))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.error([error.message, ...error.issues.map(({ path, message }) => `${path}: ${message}`)].join('\n'))
    process.exitCode = 2
  } finally {
    await closeDatabase()
    await database.close()
  }
}
