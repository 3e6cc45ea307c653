import type * as z from 'zod'
import { AppError } from '../errors.ts'

/**
 * What a form sent, checked; each issue names its field. Never repeats what was sent.
 *
 * @throws {AppError} NOT_VALID
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '')))]
  throw new AppError(
    'NOT_VALID',
    'Some fields are not filled in as needed.',
    fields.map((path) => ({ path, message: 'not-valid' })),
  )
}
