import { expect } from '@playwright/test'
import { answerSome, consentBox, countResponses, expectAccessible, sendButton, test } from '../support/citizen-page.ts'
import { pointFor } from '../support/e2e.ts'

const instruments = ['health-station', 'primary-school', 'infrastructure', 'one-stop-desk', 'commune-life']

for (const script of [true, false])
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: script })

    for (const instrument of instruments)
      test(`${instrument}: scan, answer, receipt`, async ({ page, watched }) => {
        const point = pointFor(instrument)
        const before = await countResponses(point)
        await page.goto(`/k/${point.code}`)
        await expect(page.getByRole('heading', { level: 1 })).toContainText(point.unit)
        await answerSome(page)
        await consentBox(page).check()
        await sendButton(page).click()
        await expect(page).toHaveURL(/\/r\/[0-9a-z]{12}$/)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đã nhận phiếu')
        expect(await countResponses(point)).toBe(before + 1)
        await page.reload()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đã nhận phiếu')
        expect(await countResponses(point)).toBe(before + 1)
        for (const url of watched.requests) expect(new URL(url).origin).toBe(new URL(page.url()).origin)
      })

    test('two people on one phone, one after the other: two responses', async ({ page }) => {
      const point = pointFor('health-station')
      const before = await countResponses(point)
      for (const person of [1, 2]) {
        await page.goto(`/k/${point.code}`)
        await answerSome(page)
        await consentBox(page).check()
        await sendButton(page).click()
        await expect(page).toHaveURL(/\/r\//)
        expect(await countResponses(point)).toBe(before + person)
        await page.getByRole('link', { name: 'Người khác trả lời' }).click()
        await expect(page.locator('input:checked')).toHaveCount(0)
      }
    })

    test('without consent nothing is sent: the error says so and leads to the box', async ({ page }) => {
      const point = pointFor('health-station')
      const before = await countResponses(point)
      await page.goto(`/k/${point.code}`)
      await answerSome(page)
      await sendButton(page).click()
      const summary = page.getByRole('alert').filter({ visible: true })
      await expect(summary).toContainText('Phiếu chưa gửi được')
      await expectAccessibleIfPossible(script, page)
      await summary.getByRole('link').click()
      await expect(consentBox(page)).toBeFocused()
      await expect(page.locator('input:checked')).toHaveCount(3)
      expect(await countResponses(point)).toBe(before)
      await consentBox(page).check()
      await sendButton(page).click()
      await expect(page).toHaveURL(/\/r\//)
      expect(await countResponses(point)).toBe(before + 1)
    })

    test('in English: the same page, its language kept to the receipt', async ({ page }) => {
      const point = pointFor('one-stop-desk')
      await page.goto(`/k/${point.code}`)
      await page.getByRole('link', { name: 'English' }).click()
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await answerSome(page)
      await consentBox(page).check()
      await page.getByRole('button', { name: 'Send' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your form has been received')
    })
  })

/** axe itself is a script. */
const expectAccessibleIfPossible = async (script: boolean, page: Parameters<typeof expectAccessible>[0]) => {
  if (script) await expectAccessible(page)
}

test.describe('without script, the back button', () => {
  test.use({ javaScriptEnabled: false })
  test('an old form sent again unchanged is the same response; changed, it can become another person’s', async ({ page, request }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    await page.goto(`/k/${point.code}`)
    const id = await page.locator('input[name="id"]').inputValue()
    await answerSome(page)
    await consentBox(page).check()
    const fields = { id, consent: 'yes', 'a.sex': '1' }
    expect((await request.post(`/k/${point.code}`, { form: fields, maxRedirects: 0 })).status()).toBe(303)
    expect((await request.post(`/k/${point.code}`, { form: fields, maxRedirects: 0 })).status()).toBe(303)
    expect(await countResponses(point)).toBe(before + 1)
    await sendButton(page).click()
    await expect(page.getByRole('alert').filter({ visible: true })).toContainText('Máy này đã gửi một phiếu')
    await expect(page.locator('input[type="radio"]:checked')).toHaveCount(3)
    await consentBox(page).check()
    await page.getByRole('button', { name: 'Người khác trả lời' }).click()
    await expect(page).toHaveURL(/\/r\//)
    expect(await countResponses(point)).toBe(before + 2)
  })
})

test.describe('with script', () => {
  test('progress counts, and a draft outlives a reload in the same tab', async ({ page }) => {
    const point = pointFor('health-station')
    await page.goto(`/k/${point.code}`)
    await expect(page.locator('#pt')).toHaveText(/^Đã trả lời 0\/\d+ câu$/)
    await answerSome(page, 4)
    await page.locator('textarea').fill('Cần thêm ghế chờ')
    await expect(page.locator('#pt')).toHaveText(/^Đã trả lời 4\//)
    await page.reload()
    await expect(page.locator('#pt')).toHaveText(/^Đã trả lời 4\//)
    await expect(page.locator('textarea')).toHaveValue('Cần thêm ghế chờ')
    await expect(consentBox(page)).not.toBeChecked()
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page.locator('#pt')).toHaveText(/^4 of \d+ answered$/)
  })

  test('another person who opens the page is asked first, and may begin anew', async ({ page, context }) => {
    const point = pointFor('health-station')
    await page.goto(`/k/${point.code}`)
    await answerSome(page, 4)
    await page.close()
    const other = await context.newPage()
    await other.goto(`/k/${point.code}`)
    await expect(other.getByText('đang trả lời dở')).toBeVisible()
    await expect(other.locator('input:checked')).toHaveCount(0)
    await expectAccessible(other)
    await other.getByRole('button', { name: 'Bắt đầu phiếu mới' }).click()
    await expect(other.getByText('đang trả lời dở')).toBeHidden()
    await expect(other.locator('input:checked')).toHaveCount(0)
    await other.close()
    const again = await context.newPage()
    await again.goto(`/k/${point.code}`)
    await expect(again.getByText('đang trả lời dở')).toBeHidden()
  })

  test('the one who comes back goes on where they were', async ({ page, context }) => {
    const point = pointFor('health-station')
    await page.goto(`/k/${point.code}`)
    await answerSome(page, 4)
    await page.close()
    const later = await context.newPage()
    await later.goto(`/k/${point.code}`)
    await later.getByRole('button', { name: 'Trả lời tiếp' }).click()
    await expect(later.locator('input:checked')).toHaveCount(4)
    const before = await countResponses(point)
    await consentBox(later).check()
    await sendButton(later).click()
    await expect(later).toHaveURL(/\/r\//)
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('a double tap is one response', async ({ page }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    await page.goto(`/k/${point.code}`)
    await answerSome(page)
    await consentBox(page).check()
    await sendButton(page).dblclick()
    await expect(page).toHaveURL(/\/r\//)
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('two tabs of one person are one response', async ({ page, context }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    const second = await context.newPage()
    for (const tab of [page, second]) await tab.goto(`/k/${point.code}`)
    for (const tab of [page, second]) {
      await answerSome(tab)
      await consentBox(tab).check()
    }
    for (const tab of [page, second]) {
      await sendButton(tab).click()
      await expect(tab).toHaveURL(/\/r\//)
    }
    expect(second.url()).toBe(page.url())
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('after sending, the back button does not bring the sent form back', async ({ page }) => {
    const point = pointFor('health-station')
    const before = await countResponses(point)
    await page.goto(`/k/${point.code}?lang=en`)
    await page.goto(`/k/${point.code}`)
    await answerSome(page)
    await consentBox(page).check()
    await sendButton(page).click()
    await expect(page).toHaveURL(/\/r\//)
    await page.goBack()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.locator('input:checked')).toHaveCount(0)
    expect(await countResponses(point)).toBe(before + 1)
  })

  test('works by keyboard alone', async ({ page }) => {
    const point = pointFor('health-station')
    await page.goto(`/k/${point.code}`)
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('radio').nth(1)).toBeChecked()
    for (let n = 0; n < 80 && !(await consentBox(page).evaluate((box) => box === document.activeElement)); n += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/r\//)
  })
})
