import net from 'node:net'

type Mode = 'pass' | 'hang' | 'refuse' | 'lose-replies'

/**
 * A connection to PostgreSQL that can be made bad: it passes everything on, hangs (nothing moves any more), refuses (open connections are cut,
 * new ones too), or loses replies (what is sent arrives and is done, then the connection is cut).
 */
export async function makeWeakLink(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const host = target.searchParams.get('host') ?? target.hostname
  const port = Number(target.port || 5432)
  const upstream = (): net.Socket => (host.startsWith('/') ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(port, host))
  let mode: Mode = 'pass'
  const open = new Set<net.Socket>()
  const server = net.createServer((client) => {
    if (mode === 'refuse') {
      client.destroy()
      return
    }
    const database = upstream()
    for (const socket of [client, database]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        database.destroy()
      })
    }
    client.on('data', (bytes) => {
      if (mode !== 'hang') database.write(bytes)
    })
    database.on('data', (bytes) => {
      if (mode === 'pass') client.write(bytes)
      // The database has done its work by now: a reply is on its way.
      if (mode === 'lose-replies') client.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = new URL(databaseUrl)
  through.searchParams.delete('host')
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as net.AddressInfo).port)
  return {
    url: through.href,
    become(next: Mode): void {
      mode = next
      if (next === 'refuse') for (const socket of open) socket.destroy()
    },
    async close(): Promise<void> {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
