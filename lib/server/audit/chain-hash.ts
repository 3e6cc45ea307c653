import { createHash } from 'node:crypto'

const sequenceBytes = (sequence: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(sequence)
  return bytes
}

/** What the first event of a commune's chain follows: a chain cannot be passed off as another commune's. */
export const chainStart = (communeId: string): Buffer => createHash('sha256').update(`dan-cham audit ${communeId}`, 'utf8').digest()

/** hash = SHA-256(hash before, 32 bytes || sequence, 4 bytes big-endian || body) */
export const chainHash = (previous: Uint8Array, sequence: number, body: Uint8Array): Buffer =>
  createHash('sha256').update(previous).update(sequenceBytes(sequence)).update(body).digest()
