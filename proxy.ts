import { type NextRequest, NextResponse } from 'next/server'

/** SurveyJS writes style elements and attributes of its own: its page, and no other, may. */
const mayStyleInline = (path: string) => /^\/staff\/instruments\/[^/]+\/[^/]+\/?$/.test(path)

/** A page that answers for its own headers: the plain rendering of a questionnaire, framed by the preview. */
const bringsItsOwnHeaders = (path: string) => /^\/staff\/instruments\/[^/]+\/[^/]+\/plain\/?$/.test(path)

const policy = (nonce: string, path: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    mayStyleInline(path) ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/**
 * Gives every page a fresh nonce and the security headers. The citizen page, the API and static files are not matched: they set their own,
 * and an answer on its way to the database must not pass through here.
 */
export function proxy(request: NextRequest): NextResponse {
  const path = request.nextUrl.pathname
  if (bringsItsOwnHeaders(path)) return NextResponse.next()
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const contentSecurityPolicy = policy(nonce, path)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', contentSecurityPolicy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', contentSecurityPolicy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('cross-origin-resource-policy', 'same-origin')
  if (path.startsWith('/staff')) response.headers.set('cache-control', 'no-store')
  return response
}

export const config = { matcher: ['/((?!_next/|favicon.ico|icon.svg|citizen/|sw.js|k/|api/|healthz).*)'] }
