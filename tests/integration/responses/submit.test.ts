import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeDatabase, forScopeRaw, pool } from '@/lib/server/db.ts'
import { closeIntake } from '@/lib/server/responses/intake-pool.ts'
import { forgetPoints } from '@/lib/server/responses/load-point.ts'
import { startedToken } from '@/lib/server/responses/started-token.ts'
import { createCollectionPoint, reprintCollectionPoint } from '@/lib/server/units/create-collection-point.ts'
import { buildCitizen } from '@/scripts/build-citizen.mjs'
import { fixtureInstrument } from '../../support/fixture-instrument.ts'
import { closePointWave, getPage, type MadePoint, makePoint, postForm, postJson, postRaw, storedIn, submission } from './made-point.ts'

let point: MadePoint
const errorOf = async (response: Response) => ((await response.json()) as { error: { code: string; issues: { path: string }[] } }).error

beforeAll(async () => {
  await buildCitizen()
  point = await makePoint(fixtureInstrument())
})
afterAll(async () => {
  await closeIntake()
  await closeDatabase()
})

describe('a submission as JSON', () => {
  test('is stored once: 201, then 200 with the same receipt, then 409 for other content', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const body = submission({ used: 1, again: 0, why: 98, quality: { road: 4 }, seen: ['board'] }, { village: 'T2', comment: 'Cần đèn.' })
    const first = await postJson(fresh.code, body)
    expect(first.status).toBe(201)
    const { receipt } = (await first.json()) as { receipt: string }
    expect(receipt).toMatch(/^[34679acdefhjkmnprtwxy]{12}$/)
    const second = await postJson(fresh.code, { ...body, id: body.id.toUpperCase() })
    expect(second.status).toBe(200)
    expect(await second.json()).toEqual({ receipt })
    for (const other of [
      { ...body, answers: { ...body.answers, used: 0 } },
      { ...body, comment: 'Cần đèn!' },
      { ...body, village: 'T1' },
      submission(body.answers, { village: 'T2', id: body.id }),
    ]) {
      const refused = await postJson(fresh.code, other)
      expect(refused.status).toBe(409)
      expect((await errorOf(refused)).code).toBe('CONFLICT')
    }
    const { responses, comments } = await storedIn(fresh)
    expect(responses).toEqual([
      {
        id: expect.not.stringContaining(body.id),
        wave_id: fresh.waveId,
        unit_id: fresh.commune.units['U'],
        village: 'T2',
        mode: 'poster',
        day: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
        answers: [1, 0, 98, 4, null, 1, 0],
        cluster: null,
        design_weight: 1,
      },
    ])
    expect(comments).toEqual([
      { id: expect.any(String), wave_id: fresh.waveId, unit_id: fresh.commune.units['U'], instrument: 'infrastructure', text: 'Cần đèn.' },
    ])
    expect(comments[0]?.['id']).not.toBe(responses[0]?.['id'])
  })

  test('a comment that comes only with the second sending of an id is a conflict, and is not stored', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const body = submission({ used: 1 })
    expect((await postJson(fresh.code, body)).status).toBe(201)
    expect((await postJson(fresh.code, { ...body, comment: 'thêm' })).status).toBe(409)
    expect((await storedIn(fresh)).comments).toEqual([])
  })

  test('equal content under another id is another response', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const receipts = new Set<string>()
    for (let n = 0; n < 3; n += 1)
      receipts.add(((await (await postJson(fresh.code, submission({ used: 1 }))).json()) as { receipt: string }).receipt)
    expect(receipts.size).toBe(3)
    expect((await storedIn(fresh)).responses).toHaveLength(3)
  })

  test('the language and the time of the start are not content', async () => {
    const body = submission({ used: 1 })
    expect((await postJson(point.code, { ...body, lang: 'vi' })).status).toBe(201)
    expect((await postJson(point.code, { ...body, lang: 'en', startedAt: startedToken(point.code, Date.now()) })).status).toBe(200)
  })

  test('answers to hidden questions are dropped, and make no other content', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const body = submission({ used: 0, again: 1, why: 3 })
    expect((await postJson(fresh.code, body)).status).toBe(201)
    expect((await postJson(fresh.code, { ...body, answers: { used: 0 } })).status).toBe(200)
    expect((await storedIn(fresh)).responses[0]?.['answers']).toEqual([0, null, null, null, null, null, null])
  })

  test('a comment in NFD is the same as in NFC', async () => {
    const body = submission({ used: 1 })
    const comment = 'Đường làng tối'
    expect((await postJson(point.code, { ...body, comment })).status).toBe(201)
    expect((await postJson(point.code, { ...body, comment: comment.normalize('NFD') })).status).toBe(200)
  })

  test.each([
    ['a code not offered', { used: 7 }, {}, 'answers.used'],
    ['an unknown question', { nothing: 1 }, {}, 'answers.nothing'],
    ['an unknown field', { used: 1 }, { unit_id: randomUUID() }, 'unit_id'],
    ['a village of another commune', { used: 1 }, { village: 'CT-T01' }, 'village'],
    ['no consent', { used: 1 }, { consent: false }, 'consent'],
    ['nothing answered', {}, {}, 'answers'],
    ['an id that is no random UUID', { used: 1 }, { id: '018f0000-0000-7000-8000-00000000000a' }, 'id'],
    ['an absent id', { used: 1 }, { id: undefined }, 'id'],
  ])('422 names the item: %s', async (_, answers, more, path) => {
    const response = await postJson(point.code, submission(answers, more))
    expect(response.status).toBe(422)
    const error = await errorOf(response)
    expect(error.code).toBe('NOT_VALID')
    expect(error.issues.map((issue) => issue.path)).toEqual([path])
  })

  test('every column of the table is refused as a field', async () => {
    const { rows } = await pool().query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name in ('response', 'comment')`,
    )
    expect(rows.length).toBeGreaterThan(15)
    for (const { name } of rows) {
      if (name === 'id' || name === 'answers') continue
      expect((await postJson(point.code, submission({ used: 1 }, { [name]: 'x' }))).status, name).toBe(422)
    }
  })

  test('bodies that are no submission: 400, 415, 422, 413', async () => {
    expect((await postJson(point.code, '{')).status).toBe(400)
    expect((await postJson(point.code, '')).status).toBe(400)
    expect(
      (await postRaw(point.code, { headers: { 'content-type': 'application/json' }, body: new Uint8Array([0x22, 0xff, 0x22]) })).status,
    ).toBe(400)
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/jsonp', ''])
      expect((await postRaw(point.code, { headers: { 'content-type': type }, body: '{}' })).status, type).toBe(415)
    expect((await postJson(point.code, '{}', { 'content-encoding': 'gzip' })).status).toBe(415)
    for (const body of ['null', '[]', '1', '"x"', '{}', '{"__proto__":{"x":1}}', `${'['.repeat(10_000)}${']'.repeat(10_000)}`])
      expect((await postJson(point.code, body)).status, body.slice(0, 30)).toBe(422)
    expect((await postJson(point.code, JSON.stringify('x'.repeat(65_537)))).status).toBe(413)
    const fits = JSON.stringify(submission({ used: 1 }, { junk: '' }))
    const filled = (size: number) => fits.replace('"junk":""', `"junk":"${'x'.repeat(size - fits.length)}"`)
    expect((await postJson(point.code, filled(65_536))).status).toBe(422)
    expect((await postJson(point.code, filled(65_537))).status).toBe(413)
  })

  test('a body without end is cut off at 64 KB', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 8192
        controller.enqueue(new Uint8Array(8192).fill(32))
      },
    })
    const response = await postRaw(point.code, { headers: { 'content-type': 'application/json' }, body: endless, duplex: 'half' })
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(65_536 * 4)
  })

  test('no body whatever makes a 500, and nothing of it is stored or logged', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const before = (await storedIn(point)).responses.length
    const key = fc.constantFrom(
      'id',
      'answers',
      'consent',
      'used',
      'quality',
      'road',
      'seen',
      'village',
      'comment',
      '__proto__',
      'constructor',
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.object({ key, maxDepth: 4 })), fc.boolean(), async (body, isForm) => {
        const fields = Object.entries(Object(body)).map(([name, value]): [string, string] => [name, String(value)])
        const response = isForm
          ? await postForm(point.code, fields)
          : await postJson(point.code, { ...submission({}), ...Object(body), id: 'x' })
        expect([400, 413, 422]).toContain(response.status)
      }),
      { numRuns: 300 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('application/json', 'application/x-www-form-urlencoded'),
        async (bytes, type) => {
          const response = await postRaw(point.code, { headers: { 'content-type': type }, body: new Uint8Array(bytes) })
          expect([400, 422]).toContain(response.status)
        },
      ),
      { numRuns: 200 },
    )
    expect((await storedIn(point)).responses).toHaveLength(before)
    expect(log).not.toHaveBeenCalled()
    log.mockRestore()
  })
})

describe('many at once', () => {
  test('50 parallel posts of one id, for 200 ids: one 201 and 49 times 200 each, one response each', { timeout: 180_000 }, async () => {
    const fresh = await makePoint(fixtureInstrument())
    for (let round = 0; round < 10; round += 1) {
      const bodies = Array.from({ length: 20 }, (_, n) =>
        submission({ used: n % 2, quality: { road: (n % 5) + 1 } }, n % 3 ? {} : { comment: `Ý kiến ${n}` }),
      )
      const statuses = await Promise.all(
        bodies.map((body) => Promise.all(Array.from({ length: 50 }, async () => (await postJson(fresh.code, body)).status))),
      )
      for (const each of statuses) {
        expect(each.filter((status) => status === 201)).toHaveLength(1)
        expect(each.filter((status) => status === 200)).toHaveLength(49)
      }
    }
    const { responses, comments } = await storedIn(fresh)
    expect(responses).toHaveLength(200)
    expect(comments).toHaveLength(70)
  })

  test('posts of one id with different content at once: one is stored, the others are in conflict', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const id = randomUUID()
    const statuses = await Promise.all(
      Array.from(
        { length: 50 },
        async (_, n) => (await postJson(fresh.code, submission({ quality: { road: (n % 5) + 1 } }, { id }))).status,
      ),
    )
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 200)).toHaveLength(9)
    expect(statuses.filter((status) => status === 409)).toHaveLength(40)
    expect((await storedIn(fresh)).responses).toHaveLength(1)
  })

  test('two communes at once each store their own', async () => {
    const two = [await makePoint(fixtureInstrument()), await makePoint(fixtureInstrument())]
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => (await postJson(two[n % 2]?.code ?? '', submission({ used: n % 2 }))).status),
    )
    expect(new Set(statuses)).toEqual(new Set([201]))
    for (const [n, each] of two.entries()) {
      const { responses } = await storedIn(each)
      expect(responses).toHaveLength(50)
      for (const response of responses) expect(response['answers']).toEqual([n, null, null, null, null, null, null])
    }
  })
})

describe('codes and waves', () => {
  test('unknown codes: 404, as JSON and as a page', async () => {
    for (const code of ['3467934679', 'x', '../etc', '%00', 'a'.repeat(500), "' or 1=1"]) {
      expect((await getPage(encodeURIComponent(code))).status).toBe(404)
      const response = await postJson(encodeURIComponent(code), submission({ used: 1 }))
      expect(response.status).toBe(404)
      expect((await errorOf(response)).code).toBe('NOT_FOUND')
    }
    expect(await (await getPage('3467934679')).text()).toContain('Không có điểm khảo sát này')
  })

  test('a code typed in capitals is the same code', async () => {
    expect((await getPage(point.code.toUpperCase())).status).toBe(200)
  })

  test('a reprinted code says so, links nowhere and takes no answers; the new one does', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const next = await forScopeRaw(fresh.commune.scope, (client) => reprintCollectionPoint(client, fresh.commune.scope, fresh.code))
    forgetPoints()
    const page = await getPage(fresh.code)
    const text = await page.text()
    expect(page.status).toBe(410)
    expect(text).toContain('Tờ giấy này đã được thay')
    expect(text).not.toMatch(/<a |<form|<script/)
    expect(text).not.toContain(next)
    expect((await postJson(fresh.code, submission({ used: 1 }))).status).toBe(410)
    expect((await getPage(next)).status).toBe(200)
  })

  test('a closed wave: 410, except for two hours for answers begun before it closed', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const hour = 3_600_000
    const closedAt = Date.now() - hour
    const before = startedToken(fresh.code, closedAt - 60_000)
    const after = startedToken(fresh.code, closedAt + 60_000)
    await closePointWave(fresh, new Date(closedAt))
    forgetPoints()
    const page = await getPage(fresh.code)
    expect(page.status).toBe(410)
    expect(await page.text()).toContain('Đợt khảo sát đã đóng')
    const status = async (startedAt?: string) =>
      (await postJson(fresh.code, submission({ used: 1 }, startedAt ? { startedAt } : {}))).status
    expect(await status(before)).toBe(201)
    expect(await status(after)).toBe(410)
    expect(await status()).toBe(410)
    expect(await status(startedToken('3467934679', closedAt - 60_000))).toBe(410)
    expect(await status(`${before.slice(0, -1)}${before.endsWith('A') ? 'B' : 'A'}`)).toBe(410)
    const clock = vi.spyOn(Date, 'now')
    try {
      clock.mockReturnValue(closedAt + 2 * hour - 1)
      expect(await status(before)).toBe(201)
      clock.mockReturnValue(closedAt + 2 * hour)
      expect(await status(before)).toBe(410)
    } finally {
      clock.mockRestore()
    }
  })

  test('a paused wave and a draft wave take nothing, each says why', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const set = (status: string) =>
      forScopeRaw(fresh.commune.scope, (client) =>
        client.query(`update wave set status = $1::wave_status where id = $2`, [status, fresh.waveId]),
      ).then(forgetPoints)
    await set('paused')
    const paused = await getPage(fresh.code)
    expect([paused.status, await paused.text()]).toEqual([410, expect.stringContaining('đang tạm dừng')])
    expect((await postJson(fresh.code, submission({ used: 1 }))).status).toBe(410)
    await set('draft')
    const draft = await getPage(fresh.code)
    expect([draft.status, await draft.text()]).toEqual([410, expect.stringContaining('chưa mở')])
  })
})

describe('the plain form', () => {
  const fieldsOf = async (response: Response) => {
    const text = await response.text()
    const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map((match): [string, string] => [
      match[1] ?? '',
      match[2] ?? '',
    ])
    return { text, hidden: Object.fromEntries(hidden) }
  }

  test('every fresh form has an id of its own', async () => {
    const [one, two] = await Promise.all([getPage(point.code).then(fieldsOf), getPage(point.code).then(fieldsOf)])
    expect(one.hidden['id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(one.hidden['id']).not.toBe(two.hidden['id'])
  })

  test('303 to the receipt for new and for same; the receipt page finds the response', async () => {
    const { GET } = await import('@/app/k/[code]/r/[receipt]/route.ts')
    const { hidden } = await fieldsOf(await getPage(point.code, '?lang=en'))
    const fields = { ...hidden, consent: 'yes', village: '', comment: '', 'a.used': '1', 'a.quality.road': '98' }
    const first = await postForm(point.code, fields, '?lang=en')
    const second = await postForm(point.code, fields, '?lang=en')
    expect([first.status, second.status]).toEqual([303, 303])
    const location = first.headers.get('location') ?? ''
    expect(location).toMatch(new RegExp(`^/k/${point.code}/r/[0-9a-z]{12}\\?lang=en$`))
    expect(second.headers.get('location')).toBe(location)
    const receipt = location.slice(-20, -8)
    const look = (typed: string, code = point.code) =>
      GET(new Request(`http://127.0.0.1${location}`), { params: Promise.resolve({ code, receipt: typed }) })
    const page = await look(receipt)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Your form has been received')
    expect((await look(receipt.toUpperCase().replace(/(.{4})/g, '$1 '))).status).toBe(200)
    expect((await look('346793467934')).status).toBe(404)
    expect((await look('nonsense')).status).toBe(404)
    const other = await makePoint(fixtureInstrument())
    expect((await look(receipt, other.code)).status).toBe(404)
  })

  test('422 keeps the answers and the id, and links each error to its field', async () => {
    const { hidden } = await fieldsOf(await getPage(point.code))
    const response = await postForm(point.code, { ...hidden, 'a.used': '1', 'a.quality.water': '2', comment: 'Cầu <hỏng>', village: 'T2' })
    expect(response.status).toBe(422)
    const { text, hidden: again } = await fieldsOf(response)
    expect(again['id']).toBe(hidden['id'])
    expect(text).toContain('name="a.used" value="1" checked')
    expect(text).toContain('name="a.quality.water" value="2" checked')
    expect(text).toContain('name="village" value="T2" checked')
    expect(text).toContain('Cầu &lt;hỏng&gt;</textarea>')
    expect(text).toMatch(/<a href="#f-consent">Xin đánh dấu/)
    expect(text).toMatch(/id="f-consent" required/)
  })

  test('409 keeps the answers under a new id, so that another person’s form can be sent', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const { hidden } = await fieldsOf(await getPage(fresh.code))
    const fields = { ...hidden, consent: 'yes', 'a.used': '1' }
    expect((await postForm(fresh.code, fields)).status).toBe(303)
    const conflict = await postForm(fresh.code, { ...fields, 'a.used': '0' })
    expect(conflict.status).toBe(409)
    const { text, hidden: again } = await fieldsOf(conflict)
    expect(again['id']).not.toBe(hidden['id'])
    expect(text).toContain('name="a.used" value="0" checked')
    expect(text).toContain('Người khác trả lời</button>')
    expect((await postForm(fresh.code, { ...again, consent: 'yes', 'a.used': '0' })).status).toBe(303)
    expect((await storedIn(fresh)).responses).toHaveLength(2)
  })

  test('a form begun before the wave closed and sent without consent is shown again, not refused', async () => {
    const fresh = await makePoint(fixtureInstrument())
    const { hidden } = await fieldsOf(await getPage(fresh.code))
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
    try {
      await closePointWave(fresh, new Date(Date.now() - 30_000))
      forgetPoints()
      const shown = await postForm(fresh.code, { ...hidden, 'a.used': '1' })
      expect(shown.status).toBe(422)
      const { hidden: again } = await fieldsOf(shown)
      expect((await postForm(fresh.code, { ...again, consent: 'yes', 'a.used': '1' })).status).toBe(303)
    } finally {
      clock.mockRestore()
    }
  })

  test('a form too large, compressed or of another type gets a page that can be read', async () => {
    const send = (body: string, type: string) => postRaw(point.code, { headers: { 'content-type': type, accept: 'text/html' }, body })
    const large = await send(`comment=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded')
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('Phiếu quá lớn')])
    const other = await send('x', 'text/plain')
    expect([other.status, await other.text()]).toEqual([415, expect.stringContaining('<h1>')])
  })
})

describe('the page', () => {
  test('comes with headers that let nothing in and nothing out, and no cookie', async () => {
    const page = await getPage(point.code)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('set-cookie')).toBeNull()
    const text = await page.text()
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/)
    expect(text).not.toMatch(/ on[a-z]+=| style=/)
  })

  test('says first whom it rates, who asks, why, that it is anonymous, how long it is kept, and what it is not for', async () => {
    const text = (await (await getPage(point.code)).text()).split('<form')[0] ?? ''
    for (const said of ['Đơn vị U', 'UBND xã thử', 'làm tốt hơn', 'không ai biết phiếu nào', 'rồi xóa', 'khiếu nại, tố cáo'])
      expect(text, said).toContain(said)
  })

  test('consent is asked for and never given beforehand', async () => {
    const text = await (await getPage(point.code)).text()
    expect(text).toMatch(/<input type="checkbox" name="consent" value="yes" id="f-consent" required aria-describedby="e-f-consent">/)
    expect(text).not.toContain(' checked')
  })

  test('says so where the data are a demonstration', async () => {
    const fresh = await makePoint(fixtureInstrument())
    expect(await (await getPage(fresh.code)).text()).not.toContain('Dữ liệu minh hoạ')
    await forScopeRaw(fresh.commune.scope, (client) =>
      client.query('update commune set demo = true where id = $1', [fresh.commune.scope.communeId]),
    )
    forgetPoints()
    expect(await (await getPage(fresh.code)).text()).toContain('Dữ liệu minh hoạ')
  })

  test('the villages of the commune are offered where residents are asked, of no other commune', async () => {
    const text = await (await getPage(point.code)).text()
    expect([...text.matchAll(/name="village" value="([^"]*)"/g)].map((match) => match[1])).toEqual(['T1', 'T2', ''])
  })
})

describe('the door', () => {
  test('shows the one point whose code is named, and leaves no scope behind', async () => {
    const client = await pool().connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ found: { unitName: string } }>('select point_by_code($1) as found', [point.code])
      expect(rows[0]?.found.unitName).toBe('Đơn vị U')
      for (const table of ['collection_point', 'unit', 'wave', 'response'])
        expect((await client.query(`select 1 from ${table}`)).rowCount, table).toBe(0)
      await client.query(`select set_config('app.code', $1, true)`, [point.code])
      expect((await client.query('select code from collection_point')).rows).toEqual([{ code: point.code }])
      await expect(client.query('update collection_point set active = false')).resolves.toMatchObject({ rowCount: 0 })
      await client.query('rollback')
    } finally {
      client.release()
    }
  })

  test('a call inside another scope leaves that scope as it was', async () => {
    const other = await makePoint(fixtureInstrument())
    await forScopeRaw(other.commune.scope, async (client) => {
      await client.query('select point_by_code($1)', [point.code])
      const { rows } = await client.query<{ commune: string }>(`select current_setting('app.commune') as commune`)
      expect(rows[0]?.commune).toBe(other.commune.scope.communeId)
      await createCollectionPoint(client, other.commune.scope, {
        unitId: other.commune.units['U'] ?? '',
        instrument: 'infrastructure',
        mode: 'slip',
      })
    })
  })

  test('a row for another commune’s unit or wave is refused by the database, whatever the process says', async () => {
    const other = await makePoint(fixtureInstrument())
    const row = {
      id: randomUUID(),
      wave: other.waveId,
      unit: other.commune.units['U'],
      version: randomUUID(),
      mode: 'poster',
      day: '2026-01-01',
      answers: [1],
      content: '00',
      receipt: '00',
      instrument: 'x',
      comment_id: randomUUID(),
      comment_receipt: '00',
    }
    await expect(
      pool().query('select submit_responses($1, $2)', [point.commune.scope.communeId, JSON.stringify([row])]),
    ).rejects.toMatchObject({ code: '23503' })
  })
})
