// A small HTTP client on bare sockets, loopback only: on two cores a heavier one would measure itself.
import { connect, type Socket } from 'node:net'

export type Reply = { readonly status: number; readonly body: string }

/** One keep-alive connection. `post` and `get` resolve when the whole reply is read and reject when the connection breaks. */
export class Connection {
  private readonly socket: Socket
  private received = ''
  private waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined

  constructor(
    private readonly port: number,
    timeoutMs = 20_000,
  ) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.setEncoding('latin1').setTimeout(timeoutMs, () => this.socket.destroy(new Error('no reply in time')))
    this.socket.on('data', (text: string) => {
      this.received += text
      this.takeReply()
    })
    this.socket.on('error', (error) => this.fail(error))
    this.socket.on('close', () => this.fail(new Error('connection closed')))
  }

  post(path: string, body: string): Promise<Reply> {
    return this.send(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.port}\r\ncontent-type: application/json\r\naccept: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }

  get(path: string, cookie = ''): Promise<Reply> {
    return this.send(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.port}\r\ncookie: ${cookie}\r\n\r\n`)
  }

  private send(text: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) {
        reject(new Error('connection closed'))
        return
      }
      this.waiting = { resolve, reject }
      this.socket.write(text)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private fail(error: Error): void {
    this.waiting?.reject(error)
    this.waiting = undefined
  }

  private takeReply(): void {
    const end = this.received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.received.slice(0, end)
    const rest = this.received.slice(end + 4)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    const chunked = /\r\ntransfer-encoding: chunked/i.test(head)
    let body = ''
    if (length !== undefined) {
      if (rest.length < Number(length)) return
      body = rest.slice(0, Number(length))
      this.received = rest.slice(Number(length))
    } else if (chunked) {
      const last = rest.startsWith('0\r\n\r\n') ? 0 : rest.indexOf('\r\n0\r\n\r\n') + 2
      if (last === 1) return
      body = rest.slice(0, last)
      this.received = rest.slice(last + 5)
    } else this.received = rest
    const { waiting } = this
    this.waiting = undefined
    waiting?.resolve({ status: Number(head.slice(9, 12)), body })
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * Has `clients` workers do `once` again and again for a time, at most `most` times in all, and returns how many were done per second.
 * The first half second is not counted.
 */
export async function measureRate(
  clients: number,
  milliseconds: number,
  most: number,
  once: (client: number) => Promise<void>,
): Promise<number> {
  const WARM_UP_MS = 500
  const from = performance.now()
  const until = from + WARM_UP_MS + milliseconds
  let started = 0
  let counted = 0
  let firstCounted = 0
  let lastCounted = 0
  const worker = async (client: number) => {
    while (performance.now() < until && started < most) {
      started += 1
      await once(client)
      const now = performance.now()
      if (now < from + WARM_UP_MS) continue
      firstCounted ||= now
      lastCounted = now
      counted += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => worker(client)))
  return counted < 2 ? Number.NaN : ((counted - 1) / (lastCounted - firstCounted)) * 1000
}
