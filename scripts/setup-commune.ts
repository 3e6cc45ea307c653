import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { findInstrument, type InstrumentId, instrumentIds, instruments } from '../lib/instruments/index.ts'
import { createAccount } from '../lib/server/accounts/create-account.ts'
import { createCommune } from '../lib/server/communes/create-commune.ts'
import { pool } from '../lib/server/db.ts'
import { seedPublished } from '../lib/server/published/seed-published.ts'
import { dayInVietnam } from '../lib/server/responses/day-in-vietnam.ts'
import { createCollectionPoint } from '../lib/server/units/create-collection-point.ts'
import { createUnit, type NewUnit } from '../lib/server/units/create-unit.ts'
import { kindRatedBy } from '../lib/server/units/unit-kinds.ts'
import { createWave } from '../lib/server/waves/create-wave.ts'
import { openWave } from '../lib/server/waves/open-wave.ts'
import { readFlags, runScript, showUsage } from './support/run-script.ts'

const usage = `usage: node --import tsx scripts/setup-commune.ts --name "Xã Chí Tân" --code 12265 --province-code 33 --province-name "Hưng Yên"
         --email officer@example.vn [--villages 9] [--schools 1]
Makes a real commune: its units, an open wave, a poster for each instrument and the first officer, whose one-time password is printed.`

const count = (most: number) => z.coerce.number().int().min(0).max(most)
const factsSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  code: z.string().regex(/^\d{5}$/, 'must be the five digits of the GSO code'),
  'province-code': z.string().regex(/^\d{2}$/, 'must be two digits'),
  'province-name': z.string().trim().min(1).max(120),
  email: z.email(),
  villages: count(99).default(0),
  schools: count(20).default(1),
})
type Facts = z.infer<typeof factsSchema>

function unitsOf({ code, name, villages, schools }: Facts): readonly NewUnit[] {
  const place = name.replace(/^(Xã|Phường|Thị trấn|Đặc khu)\s+/i, '')
  const two = (n: number) => String(n).padStart(2, '0')
  return [
    { code, kind: 'commune', name },
    ...Array.from({ length: villages }, (_, i): NewUnit => ({ code: `T${two(i + 1)}`, kind: 'village', name: `Thôn ${i + 1}` })),
    { code: 'TYT', kind: 'health-station', name: `Trạm Y tế ${name}` },
    ...Array.from(
      { length: schools },
      (_, i): NewUnit => ({
        code: `TH${i + 1}`,
        kind: 'primary-school',
        name: `Trường Tiểu học ${place}${schools > 1 ? ` ${i + 1}` : ''}`,
      }),
    ),
    { code: 'MC', kind: 'one-stop-desk', name: `Bộ phận Một cửa ${name}` },
  ]
}

/** The newest version of each instrument. */
const newest = (id: InstrumentId) =>
  findInstrument(
    id,
    instruments
      .flatMap((instrument) => (instrument.id === id ? [instrument.version] : []))
      .sort()
      .at(-1) ?? '',
  )

/** Three times four letters and digits of which no two look alike. */
const oneTimePassword = () => {
  const letters = '34679acdefhjkmnprtwxy'
  return Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join('')).join('-')
}

async function setUp(facts: Facts): Promise<string> {
  const password = oneTimePassword()
  const now = new Date()
  const year = dayInVietnam(now).slice(0, 4)
  const client = await pool().connect()
  try {
    await client.query('begin')
    const { code, name } = facts
    const scope = await createCommune(client, {
      code,
      name,
      provinceCode: facts['province-code'],
      provinceName: facts['province-name'],
      demo: false,
    })
    const waveId = await createWave(client, scope, { code: year, name: `Đợt khảo sát năm ${year}`, instruments: instrumentIds.map(newest) })
    await openWave(client, scope, waveId, now)
    for (const unit of unitsOf(facts)) {
      const unitId = await createUnit(client, scope, unit)
      for (const instrument of instrumentIds)
        if (kindRatedBy(instrument) === unit.kind) await createCollectionPoint(client, scope, { unitId, instrument, mode: 'poster' })
    }
    await createAccount({ email: facts.email, name: 'Cán bộ văn phòng, thống kê', role: 'officer', communeId: scope.communeId, password })
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  await seedPublished(join(import.meta.dirname, '../prisma/published'))
  return [
    `Đã lập / set up: ${facts.name} (${facts.code}), đợt / wave ${year}`,
    `Cán bộ đầu tiên / first officer: ${facts.email}`,
    `Mật khẩu dùng một lần / one-time password: ${password}`,
  ].join('\n')
}

const text = { type: 'string' } as const
const options = { name: text, code: text, 'province-code': text, 'province-name': text, email: text, villages: text, schools: text }
const flags = readFlags({ options }, usage)
if (flags) {
  const facts = factsSchema.safeParse(flags.values)
  if (facts.success) await runScript(() => setUp(facts.data))
  else showUsage(`${facts.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('\n')}\n${usage}`)
}
