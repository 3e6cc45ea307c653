import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import pg from 'pg'
import { type E2ePoint, ownerUrl } from './e2e.ts'

type Watched = { /** Every request of the page, for checks that none goes elsewhere. */ readonly requests: string[] }

/** A page whose console must stay silent; the browser's own note on an error status, or on a line that is cut, is no error of ours. */
export const test = base.extend<{ watched: Watched }>({
  watched: [
    async ({ context }, use) => {
      const noises: string[] = []
      const requests: string[] = []
      context.on('console', (message) => {
        if (message.type() !== 'log' && !message.text().startsWith('Failed to load resource'))
          noises.push(`${message.type()}: ${message.text()}`)
      })
      context.on('weberror', (error) => noises.push(String(error.error())))
      context.on('request', (request) => requests.push(request.url()))
      await use({ requests })
      expect(noises).toEqual([])
      expect(await context.cookies()).toEqual([])
    },
    { auto: true },
  ],
})

/** Runs SQL as the owner inside a point's commune. */
export async function inCommune<T>(point: E2ePoint, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl() })
  await client.connect()
  try {
    await client.query(`select set_config('app.commune', $1, false)`, [point.communeId])
    return await work(client)
  } finally {
    await client.end()
  }
}

export const countResponses = (point: E2ePoint): Promise<number> =>
  inCommune(point, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from response r join collection_point p on p.commune_id = r.commune_id and p.unit_id = r.unit_id
         join instrument_version i on i.commune_id = r.commune_id and i.id = r.instrument_version_id and i.instrument = p.instrument
        where p.code = $1`,
      [point.code],
    )
    return rows[0]?.n ?? 0
  })

/** Nothing found by axe, nothing left undecided but what it cannot see, and nothing wider than the phone. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

/** Answers the first choice of the first `count` groups that are shown. */
export async function answerSome(page: Page, count = 3): Promise<void> {
  const groups = page.locator('fieldset:not(:has(fieldset)):visible')
  for (let n = 0; n < count; n += 1) await groups.nth(n).locator('label').first().click()
}

export const consentBox = (page: Page) => page.locator('input[name="consent"]')
export const sendButton = (page: Page) => page.locator('button.s')
