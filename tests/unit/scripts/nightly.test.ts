import { expect, test } from 'vitest'
import { untilNextNight } from '@/scripts/support/nightly.mjs'

const minutes = 60_000

test.each([
  { case: 'an hour before ten past midnight in Việt Nam', now: '2026-11-24T16:10:00Z', left: 60 * minutes },
  { case: 'at the very moment: the next one is a day away', now: '2026-11-24T17:10:00Z', left: 24 * 60 * minutes },
  { case: 'a minute after', now: '2026-11-24T17:11:00Z', left: (24 * 60 - 1) * minutes },
  { case: 'over the turn of a year', now: '2026-12-31T23:10:00Z', left: 18 * 60 * minutes },
])('the next night from $case', ({ now, left }) => {
  expect(untilNextNight(Date.parse(now))).toBe(left)
})
