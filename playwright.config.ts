import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/support/chromium.mjs'

const executablePath = findChromium()

// Journeys run against what `npm start` starts: see tests/support/e2e-server.ts, and tests/support/e2e.ts for what specs are given.
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/e2e-server.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: process.env['E2E_BASE_URL'] ?? 'http://127.0.0.1:1',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 740 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { chromiumSandbox: false, ...(executablePath ? { executablePath } : {}) },
  },
})
