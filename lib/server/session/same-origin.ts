import { env } from '../env.ts'
import { AppError } from '../errors.ts'

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null)

const isOwnOrigin = (origin: string, request: Request): boolean => {
  const host = hostOf(origin)
  if (host === null) return false
  const publicUrl = env().PUBLIC_URL
  return host === request.headers.get('host') || (publicUrl !== undefined && origin === new URL(publicUrl).origin)
}

const isJson = (request: Request): boolean => /^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')

/**
 * Refuses a write that did not come from a page of ours. JSON alone is taken, which no form of another site can send; an Origin must be
 * our own and Sec-Fetch-Site, where the browser says it, same-origin.
 *
 * A request with neither header comes from no browser. `cookieless` lets it pass: signing in uses no cookie, so that there is nothing to forge.
 *
 * @throws {AppError} UNSUPPORTED_MEDIA or NOT_ALLOWED
 */
export function checkSameOrigin(request: Request, { cookieless = false }: { cookieless?: boolean } = {}): void {
  if (!isJson(request)) throw new AppError('UNSUPPORTED_MEDIA', 'Only application/json is taken here.')
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const forged = (origin !== null && !isOwnOrigin(origin, request)) || (site !== null && site !== 'same-origin')
  const unsaid = origin === null && site === null
  if (forged || (unsaid && !cookieless)) throw new AppError('NOT_ALLOWED', 'This request did not come from a page of this site.')
}
