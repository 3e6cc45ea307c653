import { AppError } from '@/lib/server/errors.ts'

const MOST_BYTES = 64 * 1024

/**
 * The body as text, counted while it streams in.
 *
 * @throws {AppError} TOO_LARGE beyond 64 KB, UNSUPPORTED_MEDIA where it is compressed, BAD_REQUEST where it is not UTF-8 or breaks off
 */
export async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw new AppError('TOO_LARGE', 'The body is larger than 64 KB.')
  const encoding = request.headers.get('content-encoding')
  if (encoding && encoding !== 'identity') throw new AppError('UNSUPPORTED_MEDIA', 'A compressed body is not taken.')
  if (!request.body) return ''
  const reader = request.body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > MOST_BYTES) throw new AppError('TOO_LARGE', 'The body is larger than 64 KB.')
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    await reader.cancel().catch(() => {})
    throw error instanceof AppError ? error : new AppError('BAD_REQUEST', 'The body is not text in UTF-8.')
  }
}
