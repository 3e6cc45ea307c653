import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { signIn, test } from '../support/staff-page.ts'

const saved = async (page: Page, kind: string) => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: kind, exact: true }).first().click(),
  ])
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) }
}

test('a chart is saved as a picture that explains itself and as numbers', async ({ page }) => {
  await signIn(page, 'officer')
  await page.getByText('Lưu biểu đồ').first().click()
  const svg = await saved(page, 'SVG')
  expect(svg.name).toMatch(/^[a-z0-9-]+\.svg$/)
  const drawn = svg.content.toString('utf8')
  const title = (await page.locator('figure[data-chart] .chart-title').first().textContent()) ?? '-'
  for (const words of [title.split(' ')[0] ?? '-', '2023', '2024', 'Nguồn']) expect(drawn).toContain(words)
  expect(drawn).not.toMatch(/<script|NaN|undefined/)

  const png = await saved(page, 'PNG')
  expect(png.content.subarray(1, 4).toString()).toBe('PNG')
  expect(png.content.readUInt32BE(16)).toBeGreaterThan(600)

  const csv = (await saved(page, 'CSV')).content.toString('utf8')
  expect(csv.startsWith('\uFEFF')).toBe(true)
  // What the table beside the chart says, row by row.
  const names = await page.locator('figure[data-chart]').first().locator('tbody th').allTextContents()
  expect(names.length).toBe(8)
  for (const name of names) expect(csv).toContain(name.replace(/\s+/g, ' ').trim().split(' ')[0] ?? '-')
})
