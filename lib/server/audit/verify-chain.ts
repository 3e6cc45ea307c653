import { chainHash, chainStart } from './chain-hash.ts'

export type ChainRow = {
  readonly sequence: number
  readonly previousHash: Uint8Array
  readonly hash: Uint8Array
  readonly body: Uint8Array
}

/** The state of a chain at the end of a day, as it was noted then. `hash` in hexadecimal digits. */
export type ChainHead = { readonly commune: string; readonly day: string; readonly sequence: number; readonly hash: string }

export type ChainFault = {
  readonly sequence: number
  /** gap: events are missing before it · link: it does not follow the one before · hash: its own content was changed
   *  head-missing: noted that day and not there · head-differs: another event stands where one was noted that day */
  readonly fault: 'gap' | 'link' | 'hash' | 'head-missing' | 'head-differs'
  readonly day?: string
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/**
 * Follows a commune's chain from its start and returns every fault, in order; none = the chain is whole and holds every head noted.
 * Rows come in order of sequence. An edited, removed or inserted event breaks the chain itself; a chain cut at its end or written anew from
 * the start is whole in itself and is caught by the heads alone, hence heads must also lie outside the database.
 */
export async function verifyChain(
  communeId: string,
  rows: AsyncIterable<ChainRow> | Iterable<ChainRow>,
  heads: readonly ChainHead[],
): Promise<{ readonly events: number; readonly faults: readonly ChainFault[] }> {
  const faults: ChainFault[] = []
  const noted = new Map<number, ChainHead[]>()
  for (const head of heads) noted.set(head.sequence, [...(noted.get(head.sequence) ?? []), head])
  let previous: Uint8Array = chainStart(communeId)
  let expected = 1
  let events = 0
  for await (const row of rows) {
    events += 1
    const { sequence } = row
    if (sequence !== expected) faults.push({ sequence, fault: 'gap' })
    else if (!same(row.previousHash, previous)) faults.push({ sequence, fault: 'link' })
    if (!same(row.hash, chainHash(row.previousHash, sequence, row.body))) faults.push({ sequence, fault: 'hash' })
    for (const head of noted.get(sequence) ?? [])
      if (head.hash !== Buffer.from(row.hash).toString('hex')) faults.push({ sequence, fault: 'head-differs', day: head.day })
    noted.delete(sequence)
    previous = row.hash
    expected = sequence + 1
  }
  for (const head of [...noted.values()].flat()) faults.push({ sequence: head.sequence, fault: 'head-missing', day: head.day })
  return { events, faults }
}
