import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInstrument } from '@/lib/instruments/index.ts'
import { listAuditEvents } from '@/lib/server/audit/list-audit-events.ts'
import { answerComment } from '@/lib/server/comments/answer-comment.ts'
import { assignComment } from '@/lib/server/comments/assign-comment.ts'
import { redactComment, rejectComment, releaseComment } from '@/lib/server/comments/decide-comment.ts'
import { listAnswersDue } from '@/lib/server/comments/list-answers-due.ts'
import { listCommentsToReview } from '@/lib/server/comments/list-comments-to-review.ts'
import { listReleasedComments } from '@/lib/server/comments/list-released-comments.ts'
import { closeDatabase, forScope } from '@/lib/server/db.ts'
import { closeIntake } from '@/lib/server/responses/intake-pool.ts'
import { mintScope, type Scope } from '@/lib/server/scope.ts'
import { roles } from '@/lib/server/session/roles.ts'
import { sendComment } from './support/add-comment.ts'
import { type MadeCommune, makeCommune } from './support/make-commune.ts'

const officer = { id: 'officer-1', role: 'officer' } as const
const now = new Date('2026-11-24T03:00:00Z')
const day = '2026-11-20'

let commune: MadeCommune
let neighbour: MadeCommune
let version: string
/** Ids of comments by unit, in order of sending. */
const sent: Record<string, string[]> = { TYT: [], TH1: [], MC: [] }

const unitScope = (code: string) => mintScope(commune.scope.communeId, [commune.units[code] ?? ''])
const textsIn = async (scope: Scope, at = now) => (await listReleasedComments(scope, at)).map(({ text }) => text)
const id = (unit: string, n: number) => sent[unit]?.[n] ?? ''
const send = async (unit: string, comment: string) =>
  sent[unit]?.push((await sendComment(commune, { unit, wave: '2024', version, day, comment })).commentId)
const release = (unit: string, n: number) => releaseComment(commune.scope, officer, id(unit, n), now)

beforeAll(async () => {
  const instruments = { '2024': [findInstrument('health-station', '2024')] }
  commune = await makeCommune({ TYT: 'health-station', TH1: 'primary-school', MC: 'one-stop-desk' }, instruments)
  neighbour = await makeCommune({ TYT: 'health-station' }, instruments)
  version = await forScope(commune.scope, async (tx) => {
    await tx.$executeRaw`update wave set status = 'open', opens_at = now() where id = ${commune.waves['2024']}::uuid`
    const rows = await tx.$queryRaw<{ id: string }[]>`select instrument_version_id::text as id from wave_instrument`
    return rows[0]?.id ?? ''
  })
  for (let n = 0; n < 12; n += 1) await send('TYT', `Ý kiến trạm ${n}`)
  for (let n = 0; n < 9; n += 1) await send('TH1', `Ý kiến trường ${n}`)
  await send('TYT', 'Gọi tôi số không chín một hai ba bốn năm sáu bảy tám')
})
afterAll(async () => {
  await Promise.all([closeDatabase(), closeIntake()])
})

describe('who decides', () => {
  test.each(roles.filter((role) => role !== 'officer'))('not %s', async (role) => {
    const actor = { id: 'somebody', role }
    const decisions = [
      () => releaseComment(commune.scope, actor, id('TYT', 0), now),
      () => redactComment(commune.scope, actor, id('TYT', 0), now, { text: 'x', reason: 'insult' }),
      () => rejectComment(commune.scope, actor, id('TYT', 0), now, { reason: 'insult' }),
      () => assignComment(commune.scope, actor, id('TYT', 0), 'TYT'),
      async () => listCommentsToReview(commune.scope, actor),
    ]
    for (const decide of decisions) await expect((async () => decide())()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('not an officer in the scope of a unit, and nobody in another commune', async () => {
    await expect((async () => releaseComment(unitScope('TYT'), officer, id('TYT', 0), now))()).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
    await expect(releaseComment(neighbour.scope, officer, id('TYT', 0), now)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(releaseComment(commune.scope, officer, 'not-an-id', now)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await listCommentsToReview(neighbour.scope, officer)).toEqual([])
  })

  test('the officer reads all that is new, in order of ids, with what seems to tell a person', async () => {
    const list = await listCommentsToReview(commune.scope, officer, { status: 'new' })
    expect(list.length).toBe(22)
    expect(list.map((comment) => comment.id)).toEqual([...list.map((comment) => comment.id)].sort())
    expect(list.find(({ text }) => text.startsWith('Gọi'))?.finds).toMatchObject([{ kind: 'phone' }])
    const page = await listCommentsToReview(commune.scope, officer, { limit: 5, after: list[4]?.id ?? '' })
    expect(page).toEqual(list.slice(5, 10))
  })
})

describe('released comments of an open wave', () => {
  test('four are not shown, the fifth shows all five: nobody can watch one neighbour’s comment appear', async () => {
    for (let n = 0; n < 4; n += 1) expect(await release('TYT', n)).toEqual({ shown: false })
    expect(await textsIn(commune.scope)).toEqual([])
    expect(await release('TYT', 4)).toEqual({ shown: true })
    expect((await textsIn(unitScope('TYT'))).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `Ý kiến trạm ${n}`))
    expect(await release('TYT', 5)).toEqual({ shown: false })
    expect(await textsIn(unitScope('TYT'))).toHaveLength(5)
  })

  test('of a unit with fewer than ten comments none is shown, whatever is released, until the tenth is there', async () => {
    for (let n = 0; n < 9; n += 1) expect(await release('TH1', n)).toEqual({ shown: false })
    expect(await textsIn(unitScope('TH1'))).toEqual([])
    await send('TH1', 'Ý kiến trường 9')
    expect(await release('TH1', 9)).toEqual({ shown: true })
    expect(await textsIn(unitScope('TH1'))).toHaveLength(10)
  })

  test('are seen by their unit alone and by the commune, and by no scope without units', async () => {
    expect(await textsIn(unitScope('MC'))).toEqual([])
    expect(await textsIn(neighbour.scope)).toEqual([])
    expect(await textsIn(mintScope(commune.scope.communeId, []))).toEqual([])
    expect(await textsIn(commune.scope)).toHaveLength(15)
    expect(await listReleasedComments(commune.scope, now, { unit: 'TYT', wave: '2024' })).toHaveLength(5)
    expect(await listReleasedComments(commune.scope, now, { wave: '2023' })).toEqual([])
  })

  test('carry no date and come in an order that is the same all day, another one tomorrow, and neither by id nor by place', async () => {
    const today = await listReleasedComments(commune.scope, now)
    expect(Object.keys(today[0] ?? {}).sort()).toEqual(['answer', 'id', 'text', 'unit', 'wave'])
    expect(await listReleasedComments(commune.scope, new Date('2026-11-24T16:59:00Z'))).toEqual(today)
    const tomorrow = await listReleasedComments(commune.scope, new Date('2026-11-24T17:01:00Z'))
    expect(tomorrow.map((comment) => comment.id).sort()).toEqual(today.map((comment) => comment.id).sort())
    expect(tomorrow).not.toEqual(today)
    expect(today.map((comment) => comment.id)).not.toEqual(today.map((comment) => comment.id).sort())
  })

  test('of a unit’s scope the database itself gives nothing else: no comment, no review that is not shown', async () => {
    const [comments, reviews] = await forScope(
      unitScope('TYT'),
      async (tx) => [await tx.comment.findMany(), await tx.commentReview.findMany()] as const,
    )
    expect(comments).toEqual([])
    expect(reviews.map(({ shown }) => shown)).toEqual([true, true, true, true, true])
  })
})

describe('what tells a person', () => {
  const phone = () => id('TYT', 12)

  test('is not released as written, unless the officer says that it is nobody’s', async () => {
    await expect(releaseComment(commune.scope, officer, phone(), now)).rejects.toMatchObject({
      code: 'NOT_VALID',
      issues: [{ path: 'text', message: 'phone' }],
    })
    await expect(
      redactComment(commune.scope, officer, phone(), now, { text: 'Gọi 0912345678', reason: 'personal-data' }),
    ).rejects.toMatchObject({ code: 'NOT_VALID' })
    await expect(redactComment(commune.scope, officer, phone(), now, { text: '  ', reason: 'personal-data' })).rejects.toMatchObject({
      code: 'NOT_VALID',
    })
    await expect(releaseComment(commune.scope, officer, phone(), now, { despiteFinds: true })).resolves.toBeDefined()
  })

  test('goes when the comment is redacted, and the comment itself stays as it was written', async () => {
    await redactComment(commune.scope, officer, phone(), now, { text: 'Gọi tôi số […]', reason: 'personal-data' })
    const [comment] = await listCommentsToReview(commune.scope, officer, { status: 'redacted' })
    expect(comment).toMatchObject({ id: phone(), releasedText: 'Gọi tôi số […]', reason: 'personal-data' })
    expect(comment?.text).toContain('không chín một hai')
  })
})

describe('a comment taken back', () => {
  test('is gone for its readers at once, with its answer, and never in what they get', async () => {
    const [shown] = await listReleasedComments(unitScope('TYT'), now)
    await answerComment(commune.scope, officer, shown?.id ?? '', 'Xã đã sửa', now)
    await rejectComment(commune.scope, officer, shown?.id ?? '', now, { reason: 'insult' })
    expect(JSON.stringify(await listReleasedComments(commune.scope, now))).not.toContain(shown?.text)
    expect((await listCommentsToReview(commune.scope, officer, { status: 'rejected' }))[0]).toMatchObject({
      releasedText: null,
      answer: null,
      shown: false,
      dueOn: null,
      reason: 'insult',
    })
  })

  test('nothing unreleased is in any list', async () => {
    const unreleased = (await listCommentsToReview(commune.scope, officer)).filter(({ shown }) => !shown).map(({ text }) => text)
    expect(unreleased.length).toBeGreaterThan(5)
    const seen = JSON.stringify(
      await Promise.all(
        [commune.scope, unitScope('TYT'), unitScope('TH1'), unitScope('MC')].map((scope) => listReleasedComments(scope, now)),
      ),
    )
    for (const text of unreleased) expect(seen).not.toContain(text)
  })
})

describe('answers', () => {
  test('are due ten working days after the release, the comment’s own day playing no part', async () => {
    const due = await listAnswersDue(unitScope('TYT'), now)
    expect(due.length).toBe(4)
    // 24 November 2026 is a Tuesday
    for (const each of due) expect(each).toMatchObject({ unit: 'TYT', dueOn: '2026-12-08', isLate: false })
    expect((await listAnswersDue(unitScope('TYT'), new Date('2026-12-09T00:00:00Z')))[0]?.isLate).toBe(true)
  })

  test('are given in public by the officer and by the unit to which the comment is assigned', async () => {
    const [first] = await listAnswersDue(unitScope('TYT'), now)
    const comment = first?.id ?? ''
    const unitStaff = { id: 'unit-1', role: 'unit' } as const
    await answerComment(unitScope('TYT'), unitStaff, comment, 'Trạm đã mua thêm ghế.', now)
    expect((await listReleasedComments(unitScope('TYT'), now)).find((each) => each.id === comment)?.answer).toBe('Trạm đã mua thêm ghế.')
    await expect(answerComment(unitScope('MC'), unitStaff, comment, 'Không phải của tôi', now)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect((async () => answerComment(commune.scope, unitStaff, comment, 'x', now))()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

    await assignComment(commune.scope, officer, comment, 'MC')
    expect((await textsIn(unitScope('MC'))).length).toBe(1)
    await answerComment(unitScope('MC'), unitStaff, comment, 'Bộ phận một cửa trả lời.', now)
    await expect(answerComment(unitScope('TYT'), unitStaff, comment, 'Trạm trả lời lại', now)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(assignComment(commune.scope, officer, comment, 'nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('are neither empty nor do they hold a citizen’s card', async () => {
    const [first] = await listAnswersDue(commune.scope, now)
    for (const answer of ['  ', 'x'.repeat(2_001), 'CCCD 033190001234'])
      await expect((async () => answerComment(commune.scope, officer, first?.id ?? '', answer, now))()).rejects.toMatchObject({
        code: 'NOT_VALID',
      })
  })
})

describe('a closed wave', () => {
  test('shows what waits at the next decision: its end says nothing of a comment’s day', async () => {
    const waiting = (await textsIn(unitScope('TYT'))).length
    await forScope(
      commune.scope,
      (tx) => tx.$executeRaw`update wave set status = 'closed', closes_at = now() where id = ${commune.waves['2024']}::uuid`,
    )
    expect(await release('TYT', 6)).toEqual({ shown: true })
    expect((await textsIn(unitScope('TYT'))).length).toBeGreaterThan(waiting + 1)
  })
})

describe('the trail', () => {
  test('has every decision, by whom and why, and of no comment a word', async () => {
    const events = await listAuditEvents(commune.scope, 'officer', { limit: 1_000 })
    const count = (action: string) => events.filter((event) => event.action === action).length
    expect([
      count('comment.release'),
      count('comment.redact'),
      count('comment.reject'),
      count('comment.assign'),
      count('comment.answer'),
    ]).toEqual([18, 1, 1, 1, 3])
    const bodies = JSON.stringify(events)
    for (const word of ['Ý kiến', 'Gọi tôi', 'Trạm đã mua']) expect(bodies).not.toContain(word)
    expect(events.find((event) => event.action === 'comment.reject')).toMatchObject({ actor: officer, detail: { reason: 'insult' } })
  })
})
