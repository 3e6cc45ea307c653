import { assets } from '../_page/assets.ts'

export const dynamic = 'force-dynamic'

/** The service worker stands under /k/, so that it serves these pages and no others. */
export function GET(): Response {
  return new Response(assets().serviceWorker, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}
