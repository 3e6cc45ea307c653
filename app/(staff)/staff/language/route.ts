import { isLanguage } from '@/lib/format/language.ts'
import { LANGUAGE_COOKIE } from '@/lib/server/session/language.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The language switch: a link, so that it works without JavaScript. Goes back to a page of ours and to no other place. */
export function GET(request: Request): Response {
  const { searchParams } = new URL(request.url)
  const to = searchParams.get('to')
  const back = searchParams.get('back') ?? ''
  const location = /^\/(staff(\/[\w.~/-]*)?)?$/.test(back) ? back : '/staff'
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  if (isLanguage(to)) headers.set('set-cookie', `${LANGUAGE_COOKIE}=${to}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly`)
  return new Response(null, { status: 303, headers })
}
