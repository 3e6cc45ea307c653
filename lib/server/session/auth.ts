import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { admin } from 'better-auth/plugins'
import { db } from '../db.ts'
import { env } from '../env.ts'

/** A working day: whoever signs in in the morning is not thrown out before the evening, and a forgotten screen is closed by then. */
const SESSION_SECONDS = 12 * 60 * 60

const staffField = <Type extends 'string' | 'boolean'>(type: Type) => ({ type, required: false, input: false, returned: true }) as const

const make = () => {
  const secure = env().PUBLIC_URL?.startsWith('https://') ?? false
  return betterAuth({
    appName: 'Dân Chấm',
    // Only server-side calls are made (app/api/auth has a route for each), so that the address of a request plays no part.
    baseURL: env().PUBLIC_URL ?? 'http://localhost',
    secret: env().AUTH_SECRET,
    database: prismaAdapter(db(), { provider: 'postgresql' }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    // A limit by address would lock a whole office out; sign-in.ts delays by account, in the same table.
    rateLimit: { enabled: false },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    user: {
      additionalFields: {
        communeId: staffField('string'),
        provinceCode: staffField('string'),
        unitCode: staffField('string'),
        mustChangePassword: staffField('boolean'),
        demo: staffField('boolean'),
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          // The prefix makes browsers refuse the cookie from any other host; it needs https, which a loopback demo has not.
          name: secure ? '__Host-dan-cham-session' : 'dan-cham-session',
          attributes: { secure, sameSite: 'lax', httpOnly: true, path: '/' },
        },
      },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [admin()],
  })
}

let made: ReturnType<typeof make> | undefined

/**
 * The one better-auth instance of the process, made at its first use: a build has neither secret nor database.
 * Sign-up is closed; accounts are made by lib/server/accounts.
 */
export const auth = () => {
  made ??= make()
  return made
}
