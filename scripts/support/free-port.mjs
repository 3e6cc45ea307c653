import { createServer } from 'node:net'

/** A port of the loopback address that nobody uses at this moment. */
export async function findFreePort() {
  const server = createServer()
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
