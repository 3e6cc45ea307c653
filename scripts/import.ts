import { createReadStream, existsSync } from 'node:fs'
import { findCommune } from '../lib/server/communes/find-commune.ts'
import { forScopeRaw } from '../lib/server/db.ts'
import { AppError } from '../lib/server/errors.ts'
import { importAnswers } from '../lib/server/imports/import-answers.ts'
import { isCollectionMode } from '../lib/server/imports/read-answer-row.ts'
import { dayInVietnam } from '../lib/server/responses/day-in-vietnam.ts'
import { readFlags, runScript, showUsage } from './support/run-script.ts'

const usage = `usage: npm run import -- --wave 2023 --instrument health-station --unit CT-TYT [--commune 12265] [--mode paper] FILE.csv
The header names items of the codebook and, if there are any, day, village, mode, weight, cluster. Empty = no answer, 98 = don't know.`

type Arguments = { wave: string; instrument: string; unit: string; commune?: string; mode?: string; file: string }

function readArguments(): Arguments | null {
  const text = { type: 'string' } as const
  const flags = readFlags(
    { options: { wave: text, instrument: text, unit: text, commune: text, mode: text }, allowPositionals: true },
    usage,
  )
  if (!flags) return null
  const { wave, instrument, unit, commune, mode } = flags.values
  const [file, ...more] = flags.positionals
  if (wave && instrument && unit && file && more.length === 0)
    return { wave, instrument, unit, file, ...(commune ? { commune } : {}), ...(mode ? { mode } : {}) }
  showUsage(usage)
  return null
}

async function run(given: Arguments): Promise<string> {
  const { file, mode = 'import' } = given
  if (!existsSync(file)) throw new AppError('NOT_FOUND', `There is no file ${file}.`)
  if (!isCollectionMode(mode)) throw new AppError('NOT_VALID', `"${mode}" is no mode of collection.`)
  const commune = await findCommune(given.commune)
  if (!commune) throw new AppError('NOT_FOUND', given.commune ? `There is no commune ${given.commune}.` : 'There is no commune yet.')
  const { rows, added, alreadyThere, itemsWithoutColumn } = await forScopeRaw(commune.scope, (client) =>
    importAnswers(client, commune.scope, { ...given, mode, open: () => createReadStream(file), today: dayInVietnam(new Date()) }),
  )
  const again = alreadyThere > 0 ? `, ${alreadyThere} were there already from this same file` : ''
  const without = itemsWithoutColumn.length > 0 ? `\nNo column for ${itemsWithoutColumn.join(', ')}: taken as missing in every row.` : ''
  return `${commune.name} (${commune.code}), wave ${given.wave}, ${given.unit}: ${rows} rows read, ${added} added${again}.${without}`
}

const given = readArguments()
if (given) await runScript(() => run(given))
