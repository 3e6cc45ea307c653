// Answers on their way to the database go straight to the Route Handler of app/k/[code]: Next's router, tracing and streams cost several
// times what checking and storing an answer costs. Everything else, and every other method, is Next's.

import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const MOST_BYTES = 64 * 1024
const compress = promisify(gzip)

/** The code of `/k/CODE`, undefined for any other address. */
const codeOf = (url) => /^\/k\/([0-9A-Za-z]{1,64})(?:\?|$)/.exec(url)?.[1]

export const isSubmission = (request) => request.method === 'POST' && codeOf(request.url) !== undefined

/** Reads at most a little more than the handler takes: it is the handler that refuses what is too long. */
function readBody(request) {
  return new Promise((resolve, reject) => {
    const parts = []
    let bytes = 0
    request.on('data', (part) => {
      if (bytes <= MOST_BYTES) parts.push(part)
      bytes += part.length
    })
    request.once('end', () => resolve(parts.length === 1 ? parts[0] : Buffer.concat(parts)))
    request.once('error', reject)
    request.once('aborted', () => reject(new Error('aborted')))
  })
}

/** Makes a listener of Node's out of the handler's POST. */
export function makeIntake({ POST }, base) {
  return async (request, response) => {
    const body = await readBody(request)
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
    const asked = new Request(new URL(request.url, base), { method: 'POST', headers, body })
    const reply = await POST(asked, { params: Promise.resolve({ code: codeOf(request.url) }) })
    let bytes = Buffer.from(await reply.arrayBuffer())
    const out = Object.fromEntries(reply.headers)
    if (bytes.length > 1024 && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      bytes = await compress(bytes)
      out['content-encoding'] = 'gzip'
      out.vary = 'accept-encoding'
    }
    response.writeHead(reply.status, { ...out, 'content-length': bytes.length })
    response.end(bytes)
  }
}
