import { drop, keep, kept, keysOf } from './kept-on-phone.ts'

/** A finished form that waits to be sent. It is frozen: the same id always carries the same content. */
export type Outgoing = {
  readonly code: string
  readonly lang: string
  readonly body: { readonly id: string; readonly [field: string]: unknown }
}
export type Sent = { readonly receipt: string; readonly refused?: never } | { readonly refused: true; readonly receipt?: never } | null

const keyOf = (outgoing: Outgoing) => `out:${outgoing.body.id}`

/** Kept before it is sent, so that a closed tab or a lost reply loses nothing. */
export const putOut = (outgoing: Outgoing): boolean => keep(keyOf(outgoing), outgoing)
export const takeBack = (outgoing: Outgoing): void => drop(keyOf(outgoing))
export const isWaiting = (id: string): boolean => kept(`out:${id}`) !== null
export const allWaiting = (): Outgoing[] => keysOf('out:').flatMap((key) => kept<Outgoing>(key) ?? [])

/** Sends one form: a receipt when the server has it, `refused` when sending it again cannot help, null when it must wait. */
export async function send(outgoing: Outgoing): Promise<Sent> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), 15000)
  try {
    const response = await fetch(`/k/${outgoing.code}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(outgoing.body),
      credentials: 'omit',
      signal: patience.signal,
    })
    if (response.ok) {
      const { receipt } = (await response.json()) as { receipt: string }
      takeBack(outgoing)
      return { receipt }
    }
    return response.status >= 500 || response.status === 429 ? null : { refused: true }
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
