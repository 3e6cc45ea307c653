import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { emailOf, password } from './e2e.ts'

type Watch = {
  /** For a page that is meant to fail to load something, e.g. a 404. */
  readonly expectFailure: (what: RegExp) => void
}

/** A test in which whatever the browser complains about is a failure: console errors, uncaught exceptions, refused styles and scripts. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page }, use) => {
      const complaints: string[] = []
      const expected: RegExp[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await use({ expectFailure: (what) => expected.push(what) })
      expect(complaints.filter((complaint) => !expected.some((what) => what.test(complaint)))).toEqual([])
    },
    { auto: true },
  ],
})

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/staff/sign-in')
  await page.getByLabel('Địa chỉ e-mail').fill(emailOf(name))
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => url.pathname !== '/staff/sign-in')
}

/** axe finds nothing, and the page is no wider than the screen. */
export async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}

/** Opens every disclosure, so that what is behind it is looked at too. */
export async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
}

export const screens = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
] as const
