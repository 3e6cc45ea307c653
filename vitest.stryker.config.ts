import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')

/** What mutants of lib/stats and lib/scoring are held against: their unit tests, without those that start processes. */
export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    include: ['tests/unit/{stats,scoring}/**/*.test.ts'],
    exclude: ['tests/unit/scoring/package.test.ts', 'tests/unit/scoring/score-estimate.test.ts', '.stryker-tmp/**'],
  },
})
