import { type Html, html, type Language } from '@/lib/questionnaire/index.ts'
import { assets } from './assets.ts'
import { raw } from './raw.ts'

export type Page = {
  readonly language: Language
  readonly title: string
  readonly body: Html
  readonly status?: number
  /** The questionnaire has one, notices and receipts have none. */
  readonly withScript?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

const policy = (withScript: boolean): string => {
  const { style, script } = assets()
  const scripted = withScript ? `script-src ${script.source};connect-src 'self';worker-src 'self';` : ''
  return `default-src 'none';style-src ${style.source};${scripted}form-action 'self';base-uri 'none'`
}

/**
 * A whole page as a response: nothing from elsewhere, no cookie, not kept by any cache. The policy stands in the page as well, because the
 * copy that the phone keeps for offline use has no headers.
 */
export function respondWithPage({ language, title, body, status = 200, withScript = false, headers = {} }: Page): Response {
  const { style, script } = assets()
  const contentSecurityPolicy = policy(withScript)
  const text = html`
    <!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
    <meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${raw(style.text)}</style></head>
    <body>${body}${withScript && html`<script>${raw(script.text)}</script>`}</body></html>`
  return new Response(text.toString(), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `${contentSecurityPolicy};frame-ancestors 'none'`,
      'content-language': language,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      ...headers,
    },
  })
}
