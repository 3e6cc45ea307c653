/** Every error that a caller can be told, with its HTTP status. A closed list: what is not here is a defect and stays a 500. */
const statusOf = {
  BAD_REQUEST: 400,
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  WAVE_CLOSED: 410,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA: 415,
  NOT_VALID: 422,
  TOO_MANY: 429,
  UNAVAILABLE: 503,
} as const
export type ErrorCode = keyof typeof statusOf

/** One thing wrong with what was sent; `path` names the item, the field or the line. Never the answer itself. */
export type Issue = { readonly path: string; readonly message: string }

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly issues: readonly Issue[]
  constructor(code: ErrorCode, message: string, issues: readonly Issue[] = []) {
    super(message)
    this.code = code
    this.issues = issues
  }
  get status(): number {
    return statusOf[this.code]
  }
}

/**
 * True where the database is away, starting, stopping or out of connections: the caller should try again.
 * Reads codes alone, since messages of drivers may hold what was sent.
 */
export const isUnavailable = (error: unknown): boolean => {
  const seen = new Set<unknown>()
  for (let at: unknown = error; typeof at === 'object' && at !== null && !seen.has(at); at = (at as { cause?: unknown }).cause) {
    seen.add(at)
    const { code, message } = at as { code?: unknown; message?: unknown }
    if (
      typeof code === 'string' &&
      /^(08...|57P0[1-3]|53300|53400|ECONN\w+|EPIPE|ENOENT|ETIMEDOUT|P1001|P1002|P1008|P1017|P2024|P2028)$/.test(code)
    )
      return true
    // node-postgres gives these two no code
    if (message === 'timeout exceeded when trying to connect' || message === 'Connection terminated unexpectedly') return true
    if (message === 'Connection terminated due to connection timeout') return true
  }
  return false
}

/**
 * An error as the JSON that every route answers with: `{ error: { code, message, issues } }`.
 * A database that is away becomes 503 with Retry-After; anything unknown is thrown on, to be a 500.
 */
export const toResponse = (error: unknown): Response => {
  const known =
    error instanceof AppError
      ? error
      : isUnavailable(error)
        ? new AppError('UNAVAILABLE', 'The database does not answer. Please try again.')
        : null
  if (!known) throw error
  return Response.json(
    { error: { code: known.code, message: known.message, issues: known.issues } },
    { status: known.status, headers: { 'cache-control': 'no-store', ...(known.code === 'UNAVAILABLE' ? { 'retry-after': '5' } : {}) } },
  )
}
