import { expect } from '@playwright/test'
import { emailOf, password } from '../support/e2e.ts'
import { expectSound, signIn, test } from '../support/staff-page.ts'

test('by keyboard alone: in, and out again', async ({ page, context }) => {
  await page.goto('/staff')
  await expect(page).toHaveURL('/staff/sign-in')
  await expectSound(page)
  await page.getByLabel('Địa chỉ e-mail').focus()
  await page.keyboard.type(emailOf('school1'))
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/staff/unit')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Trường Tiểu học')
  const cookie = (await context.cookies()).find(({ name }) => name === 'dan-cham-session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  await page.getByRole('button', { name: 'Đăng xuất' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/staff/sign-in')
  await page.goto('/staff/unit')
  await expect(page).toHaveURL('/staff/sign-in')
})

test('what went wrong is said, read out first, and says nothing about who has an account', async ({ page, watch }) => {
  watch.expectFailure(/401/)
  await page.goto('/staff/sign-in')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Chưa đăng nhập được' })
  await expect(alert).toBeFocused()
  await expect(alert).toContainText('Xin nhập địa chỉ e-mail.')
  await expect(page.getByLabel('Địa chỉ e-mail')).toHaveAttribute('aria-invalid', 'true')
  await expectSound(page)
  const said: (string | null)[] = []
  for (const email of [emailOf('leader'), 'nobody@demo.local', 'no address']) {
    await page.getByLabel('Địa chỉ e-mail').fill(email)
    await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau-1')
    const answered = page.waitForResponse('**/api/auth/sign-in/email')
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await answered
    await expect(alert).toContainText('E-mail hoặc mật khẩu không đúng.')
    said.push(await alert.textContent())
  }
  expect(new Set(said).size).toBe(1)
  await expectSound(page)
})

test('English is one link away, keeps the page and is remembered', async ({ page }) => {
  await signIn(page, 'onestop')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL('/staff/unit')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('main')).toContainText(/Those who answered in 2024 give \d\.\d\d out of 10/)
  await expectSound(page)
  await page.getByRole('link', { name: 'Instruments' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Instruments')
})

test('every page brings its policy and its headers; nothing of staff is kept by a cache', async ({ page }) => {
  await signIn(page, 'officer')
  const paths = ['/staff/commune', '/staff/instruments', '/staff/unit/CT-TYT', '/staff/instruments/health-station/2024']
  const nonces = new Set<string>()
  for (const path of paths) {
    const headers = (await page.goto(path))?.headers() ?? {}
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy.includes("style-src 'self' 'unsafe-inline'")).toBe(path === '/staff/instruments/health-station/2024')
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/)
    expect(headers['cache-control']).toContain('no-store')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'x-frame-options': 'DENY' })
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
  }
  expect(nonces.size).toBe(paths.length)
})

test('the server sends no style attribute, and the tables stand without JavaScript', async ({ browser, page }) => {
  await signIn(page, 'officer')
  const html = await (await page.request.get('/staff/commune')).text()
  expect(html.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/\sstyle="/)
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  const still = await context.newPage()
  await still.goto('/staff/commune')
  await still.getByText('Bảng số của biểu đồ').first().click()
  await expect(still.getByRole('table', { name: 'Tám nội dung, năm 2023 và năm 2024' }).getByRole('row')).toHaveCount(9)
  await context.close()
})
