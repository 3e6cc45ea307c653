import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { questionnairePage } from '@/app/k/_page/questionnaire-page.ts'
import { receiptPage } from '@/app/k/_page/receipt-page.ts'
import { GET as getServiceWorker } from '@/app/k/sw.js/route.ts'
import { instruments } from '@/lib/instruments/index.ts'
import { compileQuestionnaire } from '@/lib/questionnaire/index.ts'
import { buildCitizen } from '@/scripts/build-citizen.mjs'

beforeAll(buildCitizen)

const villages = Array.from({ length: 9 }, (_, n) => ({ id: `v${n}`, code: `CT-T0${n + 1}`, name: `Thôn ${n + 1}` }))
// As `next start` compresses.
const compressed = async (response: Response) => gzipSync(await response.text(), { level: 6 }).length

describe('the bytes of a whole visit: page with its style and script, service worker, receipt', () => {
  test.each(
    instruments.flatMap((instrument) =>
      (['vi', 'en'] as const).map((language) => ({ name: `${instrument.id} ${instrument.version} ${language}`, instrument, language })),
    ),
  )('$name', async ({ instrument, language }) => {
    const questionnaire = compileQuestionnaire(instrument)
    const point = {
      communeId: 'c',
      communeName: 'Xã Chí Tân',
      demo: true,
      unitId: 'u',
      unitName: 'Trường Tiểu học Chí Tân số 1',
      code: '34679acdef',
      instrument: instrument.id,
      mode: 'poster',
      active: true,
      replaced: false,
      villages: questionnaire.asksVillage ? villages : [],
      wave: null,
    }
    const id = '1b4e28ba-2fa1-4d6b-8c3f-0123456789ab'
    const bytes =
      (await compressed(questionnairePage({ point, questionnaire, language, id, startedAt: 'tq3v5a.Jx0b2kq9Zy7-dW4mVhC1pA' }))) +
      (await compressed(getServiceWorker())) +
      (await compressed(receiptPage(point, '34679acdefhj', language)))
    expect(bytes).toBeGreaterThan(5_000)
    expect(bytes).toBeLessThanOrEqual(instrument.id === 'commune-life' ? 24_000 : 12_000)
  })

  test('script and service worker are below 4 KB', async () => {
    const { assets } = await import('@/app/k/_page/assets.ts')
    const { script, serviceWorker } = assets()
    expect(gzipSync(script.text).length + gzipSync(serviceWorker).length).toBeLessThan(4_096)
  })
})
