import { type BrowserContext, expect, type Page } from '@playwright/test'
import { answerSome, consentBox, countResponses, expectAccessible, sendButton, test } from '../support/citizen-page.ts'
import { pointFor } from '../support/e2e.ts'

const fill = async (page: Page) => {
  await answerSome(page)
  await consentBox(page).check()
  await sendButton(page).click()
}

/** The page is kept and the service worker is at work: from now on the line may go. */
const openAndKeep = async (page: Page, code: string) => {
  await page.goto(`/k/${code}`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    for (let n = 0; n < 100 && !(await caches.match(location.pathname)); n += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  })
}

const saved = (page: Page) => page.getByRole('heading', { name: 'Đã lưu trên máy này' })

const offline = async (context: BrowserContext, isOffline: boolean) => context.setOffline(isOffline)

test.describe('a phone without a line', () => {
  test('opens the page that it has seen, keeps the answers, says that they are not sent, and sends them when the line is back', async ({
    page,
    context,
  }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    await openAndKeep(page, point.code)
    await offline(context, true)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(point.unit)
    await fill(page)
    await expect(saved(page)).toBeVisible()
    await expect(page.locator('form')).toBeHidden()
    await expectAccessible(page)
    expect(await countResponses(point)).toBe(before)
    await page.getByRole('button', { name: 'Thử gửi ngay' }).click()
    await expect(saved(page)).toBeVisible()
    await offline(context, false)
    await expect(page).toHaveURL(/\/r\//)
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('a closed tab loses nothing: the answers go when the page is opened again, and the receipt is shown', async ({ page, context }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    await openAndKeep(page, point.code)
    await offline(context, true)
    await fill(page)
    await expect(saved(page)).toBeVisible()
    await page.close()
    await offline(context, false)
    const later = await context.newPage()
    await later.goto(`/k/${point.code}`)
    await expect(later.getByRole('status')).toContainText(/Mã biên nhận: [0-9a-z]{4} [0-9a-z]{4} [0-9a-z]{4}/)
    await expect(later.locator('input:checked')).toHaveCount(0)
    expect(await countResponses(point)).toBe(before + 1)
    await expectAccessible(later)
    await later.reload()
    await expect(later.locator('#pt')).toBeVisible()
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('three people one after the other, all sent later, each once', async ({ page, context }) => {
    const point = pointFor('infrastructure')
    const before = await countResponses(point)
    await openAndKeep(page, point.code)
    await offline(context, true)
    for (const _ of [1, 2, 3]) {
      await page.goto(`/k/${point.code}`)
      await fill(page)
      await expect(saved(page)).toBeVisible()
    }
    await offline(context, false)
    await expect.poll(() => countResponses(point), { timeout: 15_000 }).toBe(before + 3)
    await page.goto(`/k/${point.code}`)
    await expect(page.locator('#pt')).toBeVisible()
    expect(await countResponses(point)).toBe(before + 3)
  })

  test('a lost reply: the answer is there, it is sent again and stays one', async ({ page }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    await page.goto(`/k/${point.code}`)
    let lost = 0
    await page.route(`**/k/${point.code}`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback()
      lost += 1
      await route.fetch()
      return route.abort()
    })
    await fill(page)
    await expect(saved(page)).toBeVisible()
    await expect(page).toHaveURL(/\/r\//, { timeout: 15_000 })
    expect(lost).toBe(1)
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('a server that is busy (503): the answers wait on the phone', async ({ page }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    await page.goto(`/k/${point.code}`)
    await page.route(`**/k/${point.code}`, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 503, headers: { 'retry-after': '5' }, json: { error: { code: 'UNAVAILABLE' } } })
        : route.fallback(),
    )
    await fill(page)
    await expect(saved(page)).toBeVisible()
    expect(await countResponses(point)).toBe(before)
    await page.unroute(`**/k/${point.code}`)
    await expect(page).toHaveURL(/\/r\//, { timeout: 15_000 })
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('a phone that keeps nothing says so and leaves the form open', async ({ page, context }) => {
    const point = pointFor('health-station')
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await page.goto(`/k/${point.code}`)
    await offline(context, true)
    await fill(page)
    await expect(page.getByRole('alert').filter({ visible: true })).toContainText('không lưu được phiếu')
    await expect(page.locator('form')).toBeVisible()
    await offline(context, false)
    const before = await countResponses(point)
    await sendButton(page).click()
    await expect(page).toHaveURL(/\/r\//)
    expect(await countResponses(point)).toBe(before + 1)
  })
})
