/**
 * What a spec is given about the running demo. tests/support/e2e-server.ts starts it once for all specs (what `npm start` does, on a free
 * port, with demo data of its own). Relative addresses work: `page.goto('/k/…')`. The view is a phone's, 360 x 740; for a staff page say
 * `test.use({ viewport: { width: 1440, height: 900 } })`. One worker runs the files by name one after the other, so a spec that changes
 * a wave must put it back.
 *
 *   import { expect, test } from '@playwright/test'
 *   import { emailOf, password, pointFor } from '../support/e2e.ts'
 *   test('the page says who is rated', async ({ page }) => {
 *     const point = pointFor('health-station')
 *     await page.goto(`/k/${point.code}`)
 *     await expect(page.getByRole('heading', { level: 1 })).toContainText(point.unit)
 *   })
 */

export type E2ePoint = {
  readonly code: string
  readonly instrument: string
  readonly unit: string
  readonly unitCode: string
  readonly commune: string
  readonly communeId: string
  readonly mode: string
}

type E2eState = {
  readonly points: readonly E2ePoint[]
  readonly accounts: readonly string[]
  readonly password: string
  readonly ownerUrl: string
}

const state = (): E2eState => {
  const text = process.env['E2E_STATE']
  if (!text) throw new Error('E2E_STATE is set by tests/support/e2e-server.ts: run the specs by `npx playwright test`')
  return JSON.parse(text) as E2eState
}

/** Every active collection point, those of the demo's first commune first. */
export const points: readonly E2ePoint[] = process.env['E2E_STATE'] ? state().points : []

/** Password of every demo account. */
export const password: string = process.env['E2E_STATE'] ? state().password : ''

/** The schema's owner, for a spec that must change a wave. Row level security binds it too: `select set_config('app.commune', $1, false)`. */
export const ownerUrl = (): string => state().ownerUrl

export const pointFor = (instrument: string): E2ePoint => {
  const found = state().points.find((point) => point.instrument === instrument)
  if (!found) throw new Error(`the demo has no active collection point for ${instrument}`)
  return found
}

export const emailOf = (name: string): string => {
  const found = state().accounts.find((email) => email.startsWith(`${name}@`))
  if (!found) throw new Error(`the demo has no account ${name}`)
  return found
}
