import { randomUUID } from 'node:crypto'
import { pool } from '../db.ts'
import { env } from '../env.ts'
import { hmac, sha256 } from '../hash.ts'

/** Attempts that cost no wait; a guesser who sends a hundred at once gets at most ten tried. */
const FREE_ATTEMPTS = 8
const FIRST_WAIT_MS = 5_000
/** The longest wait: a person who is kept out by somebody else's guesses waits five minutes, not a day. */
const LONGEST_WAIT_MS = 5 * 60 * 1000
/** After a quiet hour the count begins anew. */
const FORGET_AFTER_MS = 60 * 60 * 1000

/** Unknown addresses are counted like known ones, and none is written down: the key is an HMAC. */
const keyOf = (email: string): string => `sign-in:${hmac(sha256(env().AUTH_SECRET), 'sign-in', email.toLowerCase()).toString('hex')}`

/** Milliseconds to wait after `count` attempts in a row: 0 up to eight, then 5 s doubling to five minutes. */
const waitSql = `case when r.count < ${FREE_ATTEMPTS} then 0 else least(${LONGEST_WAIT_MS}, ${FIRST_WAIT_MS} * power(2, least(r.count - ${FREE_ATTEMPTS}, 20)))::bigint end`

/**
 * Counts an attempt to sign in before the password is looked at, so that parallel guesses cannot slip past the count.
 * The delay is per account and never per address: forty clerks behind one office address all get in.
 *
 * @returns null when the attempt may go on, else the seconds to wait
 */
export async function claimSignInAttempt(email: string, now: number): Promise<number | null> {
  const key = keyOf(email)
  const claimed = await pool().query(
    `insert into "rateLimit" as r (id, key, count, "lastRequest") values ($1, $2, 1, $3)
     on conflict (key) do update
       set count = case when r."lastRequest" < $3 - ${FORGET_AFTER_MS} then 1 else r.count + 1 end, "lastRequest" = $3
     where r."lastRequest" + ${waitSql} <= $3 or r."lastRequest" < $3 - ${FORGET_AFTER_MS}
     returning count`,
    [randomUUID(), key, now],
  )
  if (claimed.rowCount === 1) return null
  const held = await pool().query<{ until: string }>(
    `select (r."lastRequest" + ${waitSql})::text as until from "rateLimit" r where key = $1`,
    [key],
  )
  const until = Number(held.rows[0]?.until ?? now)
  return Math.max(1, Math.ceil((until - now) / 1000))
}

/** A right password ends the delay. */
export async function forgetSignInAttempts(email: string): Promise<void> {
  await pool().query('delete from "rateLimit" where key = $1', [keyOf(email)])
}
