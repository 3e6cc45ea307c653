import { beforeAll, describe, expect, test } from 'vitest'
import { dayInVietnam } from '@/lib/server/responses/day-in-vietnam.ts'
import { readReceipt } from '@/lib/server/responses/find-receipt.ts'
import { readStartedToken, startedToken } from '@/lib/server/responses/started-token.ts'
import { contentHash, submissionKeys } from '@/lib/server/responses/submission-keys.ts'
import { waveState, waveTakes } from '@/lib/server/responses/wave-takes.ts'

beforeAll(() => {
  Object.assign(process.env, {
    APP_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    SUBMISSION_KEY: '0123456789abcdef'.repeat(4),
    AUTH_SECRET: 'x'.repeat(32),
  })
})

describe('submissionKeys', () => {
  const id = '1b4e28ba-2fa1-4d6b-8c3f-0123456789ab'
  test('are the same for the same id and share nothing with each other or with the id', () => {
    const keys = submissionKeys(id)
    expect(submissionKeys(id)).toEqual(keys)
    const texts = [
      id.replaceAll('-', ''),
      keys.responseId.replaceAll('-', ''),
      keys.commentId.replaceAll('-', ''),
      keys.responseReceiptKey.toString('hex'),
      keys.commentReceiptKey.toString('hex'),
    ]
    for (const [at, text] of texts.entries())
      for (const other of texts.slice(at + 1))
        for (let n = 0; n + 8 <= text.length; n += 1) expect(other).not.toContain(text.slice(n, n + 8))
  })
  test('a receipt has 12 characters without lookalikes, is read however it is typed, and differs between ids', () => {
    const { receipt } = submissionKeys(id)
    expect(receipt).toMatch(/^[34679acdefhjkmnprtwxy]{12}$/)
    expect(readReceipt(` ${receipt.slice(0, 4).toUpperCase()}-${receipt.slice(4)} `)).toBe(receipt)
    expect(readReceipt(`${receipt}x`)).toBeNull()
    expect(readReceipt('0oil0oil0oil')).toBeNull()
    const many = new Set(
      Array.from({ length: 2000 }, (_, n) => submissionKeys(`1b4e28ba-2fa1-4d6b-8c3f-${String(n).padStart(12, '0')}`).receipt),
    )
    expect(many.size).toBe(2000)
  })
  test('equal contents of two submissions have different hashes', () => {
    const other = id.replace('ab', 'ac')
    expect(contentHash('response content', id, '[1]')).not.toEqual(contentHash('response content', other, '[1]'))
    expect(contentHash('response content', id, '[1]')).not.toEqual(contentHash('comment content', id, '[1]'))
    expect(contentHash('response content', id, '[1]')).toEqual(contentHash('response content', id, '[1]'))
  })
})

describe('startedToken', () => {
  const now = Date.UTC(2026, 10, 24, 5, 0, 0)
  test('gives back its second, for its own code alone', () => {
    const token = startedToken('abcd', now + 999)
    expect(readStartedToken('abcd', token, now + 1000)).toBe(now)
    expect(readStartedToken('abce', token, now + 1000)).toBeNull()
  })
  test.each([undefined, '', 'x', '1.2', `${Math.floor(now / 1000).toString(36)}.${'A'.repeat(22)}`])('is not forged: %s', (token) => {
    expect(readStartedToken('abcd', token, now)).toBeNull()
  })
  test('from the future it counts as none', () => {
    expect(readStartedToken('abcd', startedToken('abcd', now + 2000), now)).toBeNull()
  })
})

describe('waveTakes', () => {
  const hour = 3_600_000
  const opensAt = 1_000 * hour
  const closesAt = 2_000 * hour
  const open = { status: 'open', opensAt, closesAt } as const
  const closed = { ...open, status: 'closed' } as const
  test.each([
    ['before it opens', open, opensAt - 1, null, false],
    ['from the moment it opens', open, opensAt, null, true],
    ['until the moment it closes', open, closesAt - 1, null, true],
    ['not at the moment it closes', open, closesAt, null, false],
    ['at the moment it closes, begun before', open, closesAt, closesAt - 1, true],
    ['begun at the moment it closes', open, closesAt, closesAt, false],
    ['2 hours later, less 1 ms, begun before', closed, closesAt + 2 * hour - 1, closesAt - 1, true],
    ['2 hours later, begun before', closed, closesAt + 2 * hour, closesAt - 1, false],
    ['with no dates at all', { status: 'open', opensAt: null, closesAt: null }, 5, null, true],
    ['closed with no date', { status: 'closed', opensAt: null, closesAt: null }, 5, 4, false],
    ['paused, begun before', { ...open, status: 'paused' }, closesAt - 1, opensAt, false],
    ['a draft', { ...open, status: 'draft' }, closesAt - 1, opensAt, false],
    ['a draft past its dates', { ...open, status: 'draft' }, closesAt + 1, opensAt, false],
  ] as const)('%s', (_, wave, now, startedAt, takes) => {
    expect(waveTakes(wave, now, startedAt)).toBe(takes)
  })
  test('a draft is not open yet, whatever its dates', () => {
    expect(waveState({ status: 'draft', opensAt: null, closesAt: null }, 5)).toBe('not-open')
  })
})

describe('dayInVietnam', () => {
  test.each([
    ['2026-12-31T16:59:59.999Z', '2026-12-31'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
    ['2026-11-24T00:00:00.000Z', '2026-11-24'],
  ])('%s is %s, whatever the zone of the machine', (at, day) => {
    expect(dayInVietnam(new Date(at))).toBe(day)
  })
})
