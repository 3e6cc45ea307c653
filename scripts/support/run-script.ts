import { type ParseArgsConfig, parseArgs } from 'node:util'
import { closeDatabase } from '../../lib/server/db.ts'
import { AppError } from '../../lib/server/errors.ts'
import { openForScript } from '../database.mjs'

/**
 * Runs a command line on the database: opens it (unless APP_DATABASE_URL says that a parent process did), prints what `run` returns, closes it.
 * What the caller can be told (AppError) goes to stderr with its issues and exit code 2; anything else is a defect and is thrown.
 */
export async function runScript(run: () => Promise<string>): Promise<void> {
  const database = process.env['APP_DATABASE_URL'] ? null : await openForScript()
  try {
    const text = await run()
    if (text) console.log(text)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.error([error.message, ...error.issues.map(({ path, message }) => `${path}: ${message}`)].join('\n'))
    process.exitCode = 2
  } finally {
    await closeDatabase()
    await database?.close()
  }
}

/** For wrong arguments: the usage on stderr, exit code 2. */
export function showUsage(usage: string, error?: unknown): void {
  console.error(error instanceof Error ? `${error.message}\n${usage}` : usage)
  process.exitCode = 2
}

/** Values of the flags; null, with the usage shown, where one is unknown. */
export function readFlags<const Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> | null {
  try {
    return parseArgs(config)
  } catch (error) {
    showUsage(usage, error)
    return null
  }
}
