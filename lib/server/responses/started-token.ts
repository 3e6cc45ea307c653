import { timingSafeEqual } from 'node:crypto'
import { env } from '../env.ts'
import { hmac } from '../hash.ts'

const sign = (code: string, seconds: string) =>
  hmac(env().SUBMISSION_KEY, 'started', `${code} ${seconds}`).subarray(0, 16).toString('base64url')

/** The time at which a form was given out, signed for one collection point, so that nobody can claim to have begun before a wave closed. */
export const startedToken = (code: string, now: number): string => {
  const seconds = Math.floor(now / 1000).toString(36)
  return `${seconds}.${sign(code, seconds)}`
}

/** Milliseconds since 1970 out of a token that is ours, for this point and not from the future; else null. */
export const readStartedToken = (code: string, token: string | undefined, now: number): number | null => {
  const [, seconds, signature] = /^([0-9a-z]{1,8})\.([\w-]{22})$/.exec(token ?? '') ?? []
  if (seconds === undefined || signature === undefined) return null
  const startedAt = Number.parseInt(seconds, 36) * 1000
  // As text: the last letter has bits that decoding throws away, and then another text would pass too.
  return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(code, seconds))) && startedAt <= now ? startedAt : null
}
