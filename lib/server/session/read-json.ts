import { AppError } from '../errors.ts'

/** What a form of staff can need; a longer body is not read to its end. */
const LONGEST_BYTES = 4_096

/**
 * The JSON of a small request, or null where it is none.
 *
 * @throws {AppError} TOO_LARGE, as soon as the limit is passed
 */
export async function readJson(request: Request, longest: number = LONGEST_BYTES): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > longest) throw new AppError('TOO_LARGE', 'This request is too long.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}
