import { createRequire } from 'node:module'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { expect, test } from 'vitest'

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

test('every import follows the table of docs/architecture.md', async () => {
  const { output } = await cruise(
    ['app', 'lib', 'tests', 'scripts', 'prisma', 'proxy.ts'],
    { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  )
  const { summary } = output as { summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] } }
  // A cruise that reads nothing is green too.
  expect(summary.totalCruised).toBeGreaterThan(50)
  expect(summary.violations.map((v) => `${v.rule.name}: ${v.from} -> ${v.to}`)).toEqual([])
}, 240_000)
