import { createHash, createHmac } from 'node:crypto'

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * HMAC-SHA-256 of `text`, 32 bytes, under a key of 64 hexadecimal digits. The label keeps purposes apart: equal texts under
 * different labels have nothing in common.
 *
 * @throws {RangeError} where the key is not 64 hexadecimal digits or the label holds a zero byte
 */
export const hmac = (key: string, label: string, text: string): Buffer => {
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new RangeError('hmac requires a key of 64 hexadecimal digits')
  if (label.includes('\0')) throw new RangeError('hmac requires a label without zero bytes')
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`${label}\0${text}`, 'utf8').digest()
}

/**
 * The first 16 bytes as a UUID of version 8 (RFC 9562: content defined by the application), 122 bits of them kept.
 *
 * @throws {RangeError} on fewer than 16 bytes
 */
export const uuidFromBytes = (bytes: Uint8Array): string => {
  if (!(bytes.length >= 16)) throw new RangeError('uuidFromBytes requires at least 16 bytes')
  const own = Buffer.from(bytes.subarray(0, 16))
  own.writeUInt8((own.readUInt8(6) & 0x0f) | 0x80, 6)
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = own.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
