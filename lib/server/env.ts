import * as z from 'zod'

const environmentSchema = z.object({
  /** PostgreSQL as the app role: neither superuser, nor owner, nor BYPASSRLS. */
  APP_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
  /** Key of every HMAC over a submission; kept outside the database, lost = receipts no longer found. */
  SUBMISSION_KEY: z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits'),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** What is printed into QR codes. Without it every printed code says "BẢN THỬ". */
  PUBLIC_URL: z.url().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** '1' = demo data may be made here. */
  DEMO: z.enum(['0', '1']).default('0'),
})
export type Environment = z.infer<typeof environmentSchema>

let parsed: Environment | undefined

/**
 * The process's settings, read at the first call (never at import, so that a build needs none).
 *
 * @throws {Error} naming every variable that is missing or wrong, and never its value
 */
export const env = (): Environment => {
  if (parsed) return parsed
  const given = Object.fromEntries(Object.entries(process.env).filter(([, text]) => text !== ''))
  const result = environmentSchema.safeParse(given)
  if (!result.success)
    throw new Error(`environment: ${result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`)
  parsed = result.data
  return parsed
}
