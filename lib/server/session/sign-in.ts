import * as z from 'zod'
import { AppError } from '../errors.ts'
import { auth } from './auth.ts'
import { claimSignInAttempt, forgetSignInAttempts } from './sign-in-attempts.ts'

// 128 characters of a password may come as up to four times as many: see below.
export const credentialsSchema = z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(512) })
export type Credentials = z.infer<typeof credentialsSchema>

const LONGEST_USER_AGENT = 300

const signedInSchema = z.object({ user: z.object({ name: z.string(), email: z.string(), role: z.string() }) })

/**
 * Signs in with e-mail and password and returns who it is, with better-auth's session cookie. An unknown address, a wrong password and
 * an address that is none all give one and the same NOT_SIGNED_IN, after the same work. The browser's name is kept with the session, so that
 * its owner knows it again in the list; nothing else of the request is.
 *
 * @throws {AppError} TOO_MANY with the seconds to wait as its issue, NOT_SIGNED_IN, NOT_ALLOWED for a disabled account
 */
export async function signIn({ email, password }: Credentials, now: number, userAgent: string | null = null): Promise<Response> {
  const wait = await claimSignInAttempt(email, now)
  if (wait !== null) {
    throw new AppError('TOO_MANY', `Too many attempts for this account. Try again in ${wait} s.`, [
      { path: 'retryAfter', message: String(wait) },
    ])
  }
  // An address that is none takes the same path as an unknown one, and as long.
  const address = z.email().safeParse(email).success ? email : 'nobody@invalid.invalid'
  // Hashes are of the composed form: one phone types "ậ" as one character, another as three.
  const answer = await auth().api.signInEmail({
    body: { email: address, password: password.normalize('NFC') },
    headers: new Headers({ 'user-agent': userAgent?.slice(0, LONGEST_USER_AGENT) ?? '' }),
    asResponse: true,
  })
  if (answer.status === 403) throw new AppError('NOT_ALLOWED', 'This account is disabled. Ask the officer of your commune.')
  if (!answer.ok) throw new AppError('NOT_SIGNED_IN', 'The e-mail or the password is not right.')
  await forgetSignInAttempts(email)
  // The token stays in the cookie, out of reach of every script; better-auth's answer would say it in the body too.
  const { user } = signedInSchema.parse(await answer.json())
  return Response.json({ user }, { headers: answer.headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie]) })
}
