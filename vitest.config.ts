import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')

// A zone that is neither UTC nor a whole number of hours away: code that forgets to name its time zone fails loudly.
process.env['TZ'] = 'Asia/Kathmandu'

const project = (name: string, include: string[], extra: object = {}) => ({
  resolve: { alias: { '@': root } },
  test: { name, include, exclude: ['.stryker-tmp/**', 'node_modules/**'], ...extra },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', ['tests/{unit,architecture}/**/*.test.ts', 'tests/unit/**/*.test.tsx'], { testTimeout: 60_000 }),
      project('golden', ['tests/golden/**/*.test.ts'], { testTimeout: 120_000 }),
      project('integration', ['tests/integration/**/*.test.ts'], {
        globalSetup: ['tests/support/test-database.ts'],
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
    ],
  },
})
