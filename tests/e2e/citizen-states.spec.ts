import { expect, type Page } from '@playwright/test'
import { answerSome, consentBox, expectAccessible, inCommune, sendButton, test } from '../support/citizen-page.ts'
import { type E2ePoint, pointFor, points } from '../support/e2e.ts'

/** The status of the open wave for as long as `work` runs; the point is looked up anew at most 2 s later. */
async function whileWave(point: E2ePoint, status: string, work: () => Promise<void>): Promise<void> {
  const set = (from: string, to: string) =>
    inCommune(point, (client) =>
      client.query('update wave set status = $2::wave_status where code = $3 and status = $1::wave_status', [from, to, '2026']),
    )
  const settle = () => new Promise((resolve) => setTimeout(resolve, 2_100))
  await set('open', status)
  await settle()
  try {
    await work()
  } finally {
    await set(status, 'open')
    await settle()
  }
}

const zoom = (page: Page) =>
  page.evaluate(() => {
    for (const sheet of document.styleSheets)
      for (const rule of sheet.cssRules) if (rule instanceof CSSStyleRule && rule.selectorText === ':root') rule.style.fontSize = '225%'
  })

for (const [instrument, language] of [
  ['health-station', 'vi'],
  ['primary-school', 'vi'],
  ['infrastructure', 'en'],
  ['one-stop-desk', 'en'],
  ['commune-life', 'vi'],
] as const)
  test(`half answered, and with text twice as large: ${instrument} in ${language}`, async ({ page }) => {
    const point = pointFor(instrument)
    await page.goto(`/k/${point.code}?lang=${language}`)
    await answerSome(page, 5)
    await expectAccessible(page)
    const heights = await page
      .locator('label:not(.l):visible, button:visible, header a')
      .evaluateAll((targets) => targets.map((target) => target.getBoundingClientRect().height))
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(48)
    await zoom(page)
    const { rem, wider, cut } = await page.evaluate(() => ({
      rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      wider: document.documentElement.scrollWidth - innerWidth,
      cut: [...document.querySelectorAll('label span, legend, h1, h2, p, li, a')].flatMap((element) =>
        element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 ? [element.textContent] : [],
      ),
    }))
    expect({ rem, wider, cut }).toEqual({ rem: 36, wider: 0, cut: [] })
  })

test('an error and a receipt', async ({ page }) => {
  const point = pointFor('infrastructure')
  await page.goto(`/k/${point.code}`)
  await sendButton(page).click()
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText('chưa có câu trả lời nào')
  await expectAccessible(page)
  await answerSome(page)
  await consentBox(page).check()
  await sendButton(page).click()
  await expect(page).toHaveURL(/\/r\//)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your form has been received')
  await expectAccessible(page)
})

test('an error found by the server', async ({ page }) => {
  const point = pointFor('infrastructure')
  await page.goto(`/k/${point.code}`)
  await page.evaluate(() => {
    const form = document.forms[0]
    const radio = form?.querySelector<HTMLInputElement>('input[type="radio"]')
    if (!form || !radio) return
    radio.value = '77'
    radio.checked = true
    form.submit()
  })
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText('không hợp lệ')
  await expectAccessible(page)
})

test('an unknown code and an unknown receipt', async ({ page }) => {
  expect((await page.goto('/k/3467934679'))?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Không có điểm khảo sát này')
  await expectAccessible(page)
  expect((await page.goto(`/k/${pointFor('health-station').code}/r/346793467934`))?.status()).toBe(404)
  await expectAccessible(page)
})

test('a closed and a paused wave', async ({ page }) => {
  const point = points.at(-1) ?? pointFor('health-station')
  for (const [status, title] of [
    ['closed', 'Đợt khảo sát đã đóng'],
    ['paused', 'Đợt khảo sát đang tạm dừng'],
  ] as const)
    await whileWave(point, status, async () => {
      expect((await page.goto(`/k/${point.code}`))?.status()).toBe(410)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await expectAccessible(page)
    })
})

test('a wave that closes while someone answers: the page says so, and what the phone kept of it asks no more', async ({ page }) => {
  const point = points.at(-1) ?? pointFor('health-station')
  await page.goto(`/k/${point.code}`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await answerSome(page)
  await consentBox(page).check()
  await whileWave(point, 'closed', async () => {
    await sendButton(page).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đợt khảo sát đã đóng')
    await expect(page.getByText('còn trong trang này')).toBeVisible()
    await expectAccessible(page)
    await page.goto(`/k/${point.code}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đợt khảo sát đã đóng')
    expect(await page.evaluate((path) => caches.match(path).then((kept) => kept === undefined), `/k/${point.code}`)).toBe(true)
  })
})
