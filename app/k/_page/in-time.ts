import { AppError } from '@/lib/server/errors.ts'

/** A citizen is told within 3 s that the database is away. */
const PATIENCE_MS = 2_800

const codeOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}

/**
 * Runs work that needs the database. Whatever is not an AppError, and whatever takes too long, is UNAVAILABLE: the phone keeps the answers
 * and tries again. Logged by its code alone, since messages of drivers hold what was sent.
 */
export async function inTime<T>(work: () => Promise<T>): Promise<T> {
  const away = new AppError('UNAVAILABLE', 'The answers cannot be stored right now. Please try again.')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(away), PATIENCE_MS)
  })
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    if (error instanceof AppError) throw error
    console.error(`citizen page: ${codeOf(error)}`)
    throw away
  } finally {
    clearTimeout(timer)
  }
}
