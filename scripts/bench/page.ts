// npm run bench:page: bytes of the citizen page of each instrument, and the time until it can be answered on Slow 4G (150 ms, 1.6 Mb/s)
// with a CPU four times slower, beside a naive survey-react-ui page of the same questionnaire, built and measured in the same run.
import { parseArgs } from 'node:util'
import { type Browser, chromium } from '@playwright/test'
import { findInstrument } from '@/lib/instruments/index.ts'
import { type InstrumentId, instrumentIds } from '@/lib/instruments/types.ts'
import { openDatabase } from '../database.mjs'
import { findChromium } from '../support/chromium.mjs'
import { readPoints } from '../support/contents.mjs'
import { startApplication } from '../support/start-application.mjs'
import { median } from './load-generator.ts'
import { serveNaivePage } from './naive-page.ts'

const { values: options } = parseArgs({
  options: { repeats: { type: 'string', default: '5' }, instruments: { type: 'string', default: instrumentIds.join(',') } },
})
const repeats = Math.min(25, Math.max(1, Number(options.repeats)))
const chosen = instrumentIds.filter((id) => options.instruments.split(',').includes(id))
const BAR = 5
const most = (instrument: InstrumentId) => (instrument === 'commune-life' ? 24_000 : 12_000)

/** Runs in the page: notes when the first choice is laid out in a frame. React draws nothing before it listens, and a plain form always does. */
const WATCH = `(() => {
  const look = () => {
    const choice = document.querySelector('input[type=radio], input[type=checkbox], select')
    const shown = choice && (choice.closest('label') ?? choice).getClientRects().length > 0
    if (shown) globalThis.answerableAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()`

type Visit = { readonly answerable: number; readonly bytes: number; readonly requests: number; readonly foreign: number }

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN', serviceWorkers: 'block' })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 93_750,
  })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  let bytes = 0
  let requests = 0
  let foreign = 0
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  cdp.on('Network.requestWillBeSent', ({ request }) => {
    requests += 1
    if (!request.url.startsWith(new URL(url).origin) && !request.url.startsWith('data:')) foreign += 1
  })
  await page.addInitScript(WATCH)
  await page.goto(url, { waitUntil: 'load', timeout: 120_000 })
  await page.waitForFunction('globalThis.answerableAt !== undefined', undefined, { timeout: 120_000 })
  const answerable = await page.evaluate<number>('globalThis.answerableAt')
  await page.waitForLoadState('networkidle')
  await context.close()
  return { answerable, bytes, requests, foreign }
}

/** Compressed size of one reply, head left out, as a browser asks for it. */
async function compressedSize(url: string): Promise<number> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
      })
      response.once('end', () => (response.statusCode === 200 ? resolve(size) : reject(new Error(`${url}: ${response.statusCode}`))))
    }).once('error', reject)
  })
}

const application = await startApplication('bench')
process.env['DATA_DIR'] = application.home
const database = await openDatabase()
const points = await readPoints(database)
await database.close()
const executablePath = findChromium()
const browser = await chromium.launch({ chromiumSandbox: false, ...(executablePath ? { executablePath } : {}) })
let good = true
try {
  console.log(`Slow 4G (150 ms, 1.6 Mb/s), CPU 4 times slower, 360 x 740, nothing cached; medians of ${repeats}, the two pages in turn`)
  console.log('instrument        bytes: page + worker   answerable ms   naive bytes   naive answerable ms   times sooner')
  for (const id of chosen) {
    const point = points.find(({ instrument }) => instrument === id)
    if (!point) throw new Error(`the demo has no collection point for ${id}`)
    const url = `${application.url}/k/${point.code}`
    const naive = await serveNaivePage(findInstrument(id, '2024'))
    const ours: Visit[] = []
    const theirs: Visit[] = []
    for (let repeat = 0; repeat < repeats; repeat++) {
      ours.push(await visit(browser, url))
      theirs.push(await visit(browser, naive.url))
    }
    naive.close()
    const [page, worker] = [await compressedSize(url), await compressedSize(`${application.url}/k/sw.js`)]
    const [mine, other] = [median(ours.map(({ answerable }) => answerable)), median(theirs.map(({ answerable }) => answerable))]
    const foreign = ours.reduce((sum, each) => sum + each.foreign, 0)
    const isGood = other / mine >= BAR && page + worker <= most(id) && foreign === 0
    good &&= isGood
    const spread = (visits: readonly Visit[]) => {
      const times = visits.map(({ answerable }) => answerable)
      return `${median(times).toFixed(0)} [${Math.min(...times).toFixed(0)}-${Math.max(...times).toFixed(0)}]`
    }
    const cells = [
      `${page} + ${worker}`,
      spread(ours),
      median(theirs.map(({ bytes }) => bytes)).toFixed(0),
      spread(theirs),
      (other / mine).toFixed(1),
    ]
    console.log(
      `${id.padEnd(16)}  ${cells.join('   ')}${isGood ? '' : '   UNDER THE BAR'}${foreign ? `   ${foreign} foreign requests` : ''}`,
    )
  }
  console.log(`bar: ${BAR} times sooner, 12 KB (24 KB for life in the commune), no foreign request: ${good ? 'met' : 'NOT met'}`)
} finally {
  await browser.close()
  await application.remove()
}
process.exit(good ? 0 : 1)
