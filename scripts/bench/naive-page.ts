// What the page bench compares with: the same questionnaire as a survey-react-ui page made the obvious way. Client-side React in one
// minified bundle, gzip, long caching left out on both sides; leaner than the same thing inside a framework, so the comparison is a mild one.
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Instrument } from '@/lib/instruments/types.ts'
import { projectDir } from '../support/data-dir.mjs'

const ENTRY = `
  import { createElement } from 'react'
  import { createRoot } from 'react-dom/client'
  import { Model } from 'survey-core'
  import 'survey-core/survey-core.fontless.min.css'
  import 'survey-core/i18n/vietnamese'
  import { Survey } from 'survey-react-ui'
  const model = new Model(QUESTIONNAIRE)
  model.locale = 'vi'
  createRoot(document.getElementById('root')).render(createElement(Survey, { model }))
`

type Page = { readonly url: string; readonly close: () => void }

/** Builds and serves the naive page of an instrument on a free port of the loopback address. */
export async function serveNaivePage(instrument: Instrument): Promise<Page> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: projectDir, loader: 'js' },
    outdir: join(projectDir, '.build/naive'),
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    define: { 'process.env.NODE_ENV': '"production"', QUESTIONNAIRE: JSON.stringify(instrument.survey) },
    legalComments: 'none',
    logLevel: 'error',
  })
  const html = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>survey</title><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></head><body><div id="root"></div></body></html>`
  const file = (extension: string) => Buffer.from(outputFiles.find(({ path }) => path.endsWith(extension))?.contents ?? [])
  const bodies = new Map([
    ['/', { type: 'text/html; charset=utf-8', body: gzipSync(html) }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: gzipSync(file('.css')) }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: gzipSync(file('.js')) }],
  ])
  const server: Server = createServer((request, response) => {
    const found = bodies.get(request.url ?? '')
    if (!found) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': found.type, 'content-encoding': 'gzip', 'content-length': found.body.length }).end(found.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the naive page has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
