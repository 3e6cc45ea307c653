import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { ownerUrl } from './e2e.ts'

/** A place whose things are asked for: the reader's own unit, a neighbour in the same commune, another commune of the province, one of another province. */
export type Place = {
  readonly commune: string
  readonly unit: string
  readonly wave: string
  readonly snapshot: string
  readonly point: string
  readonly comment: string
  /** Of a member of staff of the commune who has no session. */
  readonly account: string
}

/** What is in the database of one unit, or of one commune outside its units, and what would betray it in an answer. */
type Markers = { readonly commune: string; readonly unit: string | null; readonly texts: readonly string[] }

export type World = {
  readonly place: (unit: string) => Place
  readonly foreign: Place
  readonly far: Place
  readonly markers: readonly Markers[]
  /** Comments that were written and that nobody released. */
  readonly unreleased: readonly string[]
  readonly remove: () => Promise<void>
}

const OWN = '12265'
const FOREIGN = '12268'
const FAR = '99901'
const FOREIGN_WAVE = '2051'

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const enter = (client: pg.Client, communeId: string) =>
  client.query(`select set_config('app.commune', $1, false), set_config('app.units', '', false)`, [communeId])

/**
 * Plants what nobody else may see beside the demo: a comment that was released and one that was not in every rated unit of both communes, a
 * wave of the neighbour with a code of its own, an account of the neighbour, and a commune of another province. Collects the markers: codes,
 * names, ids, comments, and scores as the database holds them, to ten digits. `remove` takes away what was planted.
 */
export async function plantWorld(): Promise<World> {
  return asOwner(async (client) => {
    const unreleased: string[] = []
    const markers: Markers[] = []
    const places = new Map<string, Place>()
    const communes = new Map<string, string>()
    const { rows } = await client.query<{ id: string; code: string; name: string }>('select id::text, code, name from commune')
    for (const { id, code } of rows) communes.set(code, id)
    const farId = communes.get(FAR) ?? randomUUID()
    await enter(client, farId)
    if (!communes.has(FAR)) {
      await client.query(
        `insert into commune (id, code, name, province_code, province_name, demo) values ($1, $2, 'Xã Dấu Xa', '99', 'Tỉnh Dấu Xa', true)`,
        [farId, FAR],
      )
      communes.set(FAR, farId)
    }
    await client.query(
      `insert into unit (commune_id, id, code, kind, name) values ($1, $2, 'XA-TYT', 'health-station', 'Trạm Y tế Dấu Xa')`,
      [farId, randomUUID()],
    )
    await client.query(`insert into wave (commune_id, id, code, name, status) values ($1, $2, '2052', 'Đợt Dấu Xa', 'draft')`, [
      farId,
      randomUUID(),
    ])
    const foreignId = communes.get(FOREIGN) ?? ''
    await enter(client, foreignId)
    await client.query(`insert into wave (commune_id, id, code, name, status) values ($1, $2, $3, 'Đợt Dấu Láng Giềng', 'draft')`, [
      foreignId,
      randomUUID(),
      FOREIGN_WAVE,
    ])
    for (const [code, communeId] of communes) {
      await enter(client, communeId)
      const email = `dau-${code}@example.vn`
      await client.query(
        `insert into "user" (id, name, email, "emailVerified", "updatedAt", role, "communeId") values ($1, $2, $3, false, now(), 'leader', $4)`,
        [`dau-${code}`, `Người Dấu ${code}`, email, communeId],
      )
      const units = await client.query<{ id: string; code: string; kind: string; name: string; points: string[] }>(
        `select id::text, code, kind::text, name,
                array(select p.code from collection_point p where p.commune_id = u.commune_id and p.unit_id = u.id) as points
           from unit u order by code`,
      )
      const waves = await client.query<{ id: string; code: string; name: string }>('select id::text, code, name from wave order by code')
      const snapshots = await client.query<{ id: string; wave: string }>(
        'select s.id::text, w.code as wave from score_snapshot s join wave w on w.commune_id = s.commune_id and w.id = s.wave_id order by w.code',
      )
      const commentWave = waves.rows.find((wave) => wave.code === '2024')
      for (const unit of units.rows) {
        const isRated = unit.kind !== 'village'
        let comment = randomUUID()
        const comments: string[] = []
        if (isRated && commentWave) {
          for (const isReleased of [true, false]) {
            const id = randomUUID()
            const text = `Dấu ${isReleased ? 'đã' : 'chưa'} duyệt ${randomBytes(6).toString('hex')}`
            await client.query(
              `insert into comment (commune_id, id, wave_id, unit_id, instrument, text, content_hash, receipt_key) values ($1, $2, $3, $4, 'health-station', $5, $6, $7)`,
              [communeId, id, commentWave.id, unit.id, text, randomBytes(32), randomBytes(32)],
            )
            if (!isReleased) {
              unreleased.push(text)
              continue
            }
            comment = id
            comments.push(text)
            await client.query(
              `insert into comment_review (commune_id, comment_id, wave_id, unit_id, status, released_text, released_on, due_on, shown)
               values ($1, $2, $3, $4, 'released', $5, '2024-12-01', '2024-12-20', true)`,
              [communeId, id, commentWave.id, unit.id, text],
            )
          }
        }
        const scores = await client.query<{ value: string }>(
          `select left(value::text, 11) as value from score
            where unit_id = $1 and group_key = '' and figure = 'score' and length(value::text) >= 14 order by snapshot_id, code limit 8`,
          [unit.id],
        )
        markers.push({
          commune: code,
          unit: unit.code,
          texts: [
            ...(unit.code === code ? [] : [unit.code, ...(isRated ? [unit.name] : [])]),
            unit.id,
            ...unit.points,
            ...comments,
            ...scores.rows.map(({ value }) => value),
          ],
        })
        places.set(unit.code, {
          commune: code,
          unit: unit.code,
          wave: code === OWN ? '2024' : (waves.rows.at(-1)?.code ?? ''),
          snapshot: snapshots.rows.at(-1)?.id ?? randomUUID(),
          point: unit.points[0] ?? 'none',
          comment,
          account: `dau-${code}`,
        })
      }
      markers.push({
        commune: code,
        unit: null,
        texts: [
          communeId,
          email,
          `Người Dấu ${code}`,
          ...(code === OWN ? [] : [rows.find((commune) => commune.code === code)?.name ?? 'Xã Dấu Xa']),
          ...snapshots.rows.map(({ id }) => id),
          ...waves.rows.map(({ id }) => id),
          ...(code === FAR ? ['Tỉnh Dấu Xa', 'Đợt Dấu Xa'] : []),
          ...(code === FOREIGN ? ['Đợt Dấu Láng Giềng'] : []),
        ],
      })
    }
    const place = (unit: string): Place => {
      const found = places.get(unit)
      if (!found) throw new Error(`the demo has no unit ${unit}`)
      return found
    }
    return {
      place,
      foreign: place('DH-TYT'),
      far: place('XA-TYT'),
      markers,
      unreleased,
      remove: () => asOwner((owner) => removeWorld(owner, communes)),
    }
  })
}

async function removeWorld(client: pg.Client, communes: ReadonlyMap<string, string>): Promise<void> {
  for (const [code, communeId] of communes) {
    await enter(client, communeId)
    await client.query(`delete from comment_review where released_text like 'Dấu đã duyệt %'`)
    await client.query(`delete from comment where text like 'Dấu % duyệt %'`)
    await client.query(`delete from wave where name like 'Đợt Dấu %'`)
    await client.query('delete from "user" where id = $1', [`dau-${code}`])
    // The commune itself stays, empty: no policy lets anybody remove one.
    if (code === FAR) await client.query('delete from unit where commune_id = $1', [communeId])
  }
}
