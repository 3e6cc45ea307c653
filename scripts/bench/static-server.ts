// What the staff bench compares with: node:http, one answer of a given size that is there already, nothing else.
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  const length = Number(request.url?.slice(1))
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': length }).end('x'.repeat(length))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('disconnect', () => process.exit(0))
