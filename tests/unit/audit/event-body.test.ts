import { describe, expect, test } from 'vitest'
import type { AuditEvent } from '@/lib/server/audit/actions.ts'
import { chainHash, chainStart } from '@/lib/server/audit/chain-hash.ts'
import { eventBody } from '@/lib/server/audit/event-body.ts'
import { verifyChain } from '@/lib/server/audit/verify-chain.ts'

const at = new Date('2026-11-24T05:00:00.123Z')
const event: AuditEvent = { actor: { id: 'a1', role: 'officer' }, action: 'wave.reopen', subject: { kind: 'wave', id: '2024' } }

describe('the body of an event', () => {
  test('is the same bytes for the same facts, in whatever order they are given', () => {
    const body = eventBody({ ...event, detail: { b: 2, a: ['x', 'y'], c: null } }, at)
    expect(body.toString('utf8')).toBe(
      '{"action":"wave.reopen","actor":{"id":"a1","role":"officer"},"at":"2026-11-24T05:00:00.123Z","detail":{"a":["x","y"],"b":2,"c":null},"subject":{"id":"2024","kind":"wave"},"version":1}',
    )
    expect(eventBody({ ...event, detail: { c: null, a: ['x', 'y'], b: 2 } }, at)).toEqual(body)
  })

  test.each([
    { detail: { text: 'một ý kiến' } },
    { detail: { 'a key': 1 } },
    { detail: { email: 'a@b.vn' } },
    { detail: { n: Number.NaN } },
    { detail: { list: ['ok', 'not ok'] } },
    { detail: { long: 'x'.repeat(129) } },
    { subject: { kind: 'comment', id: 'the text itself' } },
    { actor: { id: 'Nguyễn Văn A', role: 'officer' as const } },
  ])('takes no free text as a fact: %j', (change) => {
    expect(() => eventBody({ ...event, ...change }, at)).toThrow(RangeError)
  })

  test('takes a reason in words, without what tells a person, and not longer than 500 characters', () => {
    const reasonOf = (reason: string) => JSON.parse(eventBody({ ...event, reason }, at).toString('utf8')).reason
    expect(reasonOf('  Mất điện ba ngày, theo đề nghị của bà Nguyễn Thị Hoa, 0912 345 678 ')).toBe(
      'Mất điện ba ngày, theo đề nghị của bà […], […]',
    )
    expect(reasonOf('x'.repeat(600))).toHaveLength(500)
    expect(reasonOf('nhập sai'.normalize('NFD'))).toBe('nhập sai'.normalize('NFC'))
  })
})

describe('verifyChain', () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const chain = (count: number) => {
    let previousHash: Uint8Array = chainStart(id)
    return Array.from({ length: count }, (_, i) => {
      const body = Buffer.from(`{"n":${i}}`)
      const row = { sequence: i + 1, previousHash, hash: chainHash(previousHash, i + 1, body), body }
      previousHash = row.hash
      return row
    })
  }
  const head = (rows: ReturnType<typeof chain>, sequence: number) => ({
    commune: '1',
    day: '2026-11-23',
    sequence,
    hash: rows[sequence - 1]?.hash.toString('hex') ?? '',
  })

  test('an empty chain is whole', async () => {
    expect(await verifyChain(id, [], [])).toEqual({ events: 0, faults: [] })
  })

  test('a whole chain holds the heads of all its days', async () => {
    const rows = chain(5)
    expect(await verifyChain(id, rows, [head(rows, 2), head(rows, 5), head(rows, 5)])).toEqual({ events: 5, faults: [] })
  })

  test('a chain is no other commune’s', async () => {
    expect((await verifyChain('00000000-0000-4000-8000-000000000002', chain(3), [])).faults).toEqual([{ sequence: 1, fault: 'link' }])
  })

  test('every single change of a byte, every missing and every doubled row is found', async () => {
    const rows = chain(4)
    for (const [i, row] of rows.entries())
      for (const part of ['body', 'hash', 'previousHash'] as const) {
        const bytes = Buffer.from(row[part])
        bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
        const { faults } = await verifyChain(id, rows.with(i, { ...row, [part]: bytes }), [head(rows, 4)])
        expect(faults.length, `${part} of ${i + 1}`).toBeGreaterThan(0)
      }
    for (let i = 0; i < 4; i += 1) {
      expect((await verifyChain(id, rows.toSpliced(i, 1), [head(rows, 4)])).faults.length, `without ${i + 1}`).toBeGreaterThan(0)
      expect((await verifyChain(id, rows.toSpliced(i, 0, ...rows.slice(i, i + 1)), [])).faults.length, `${i + 1} twice`).toBeGreaterThan(0)
    }
  })
})
