// The web process: Next in production behind Node's own server, with limits for slow clients and a clean end. Started by scripts/start.mjs.
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import next from 'next'
import { projectDir } from './support/data-dir.mjs'
import { isSubmission, makeIntake } from './support/intake.mjs'

const hostname = process.env.HOST ?? '127.0.0.1'
const port = Number(process.env.PORT ?? 3000)

const app = next({ dev: false, dir: projectDir, hostname, port })
await app.prepare()
const handle = app.getRequestHandler()
const intake = makeIntake(await import(pathToFileURL(join(projectDir, '.build/intake.mjs')).href), `http://${hostname}:${port}`)

const server = createServer(
  // A client that sends one byte a second keeps its own socket busy and nothing else, and not for long.
  { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 2_000 },
  (request, response) => {
    const answer = isSubmission(request) ? intake : handle
    answer(request, response).catch((error) => {
      console.error(`request failed: ${error?.name} ${error?.code ?? ''}`) // never the message: it can hold what was sent
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  },
)
server.maxConnections = 2_000

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  server.close(() => process.exit(0)) // requests under way are answered first
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), 8_000).unref()
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop)
// The channel to scripts/start.mjs breaks when that process is killed: no web process stays behind on the port.
process.on('disconnect', stop)

server.once('error', (error) => {
  process.send?.({ failed: error.code })
  process.exitCode = 1
  process.disconnect?.()
})
server.listen(port, hostname, () => process.send?.({ listening: true }))
