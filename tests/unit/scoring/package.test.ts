import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const home = mkdtempSync(join(tmpdir(), 'dan-cham-scoring-'))
const built = join(home, 'node_modules', 'dan-cham', 'dist', 'scoring')
const readme = readFileSync(join(root, 'lib/scoring/README.md'), 'utf8')
const examples = [...readme.matchAll(/## ([^\n]+)\n(?:(?!## )[\s\S])*?```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(
  ([, title, code, output]) => ({
    title: title as string,
    code: code as string,
    output: output as string,
  }),
)

describe('the library built alone', { timeout: 180_000 }, () => {
  beforeAll(() => {
    execFileSync(process.execPath, [join(root, 'scripts/build-scoring.mjs'), built])
    // An installed package: its exports are those of this repository's own package.json.
    mkdirSync(built, { recursive: true })
    const { name, version, type, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    writeFileSync(join(home, 'node_modules/dan-cham/package.json'), JSON.stringify({ name, version, type, exports }))
    writeFileSync(join(home, 'package.json'), JSON.stringify({ type: 'module' }))
  }, 180_000)
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  test('is under 40 KB and asks for no other module', () => {
    const core = readFileSync(join(built, 'index.js'), 'utf8')
    expect(core.length).toBeLessThan(40_000)
    expect(core).not.toMatch(/(^|[;}])(import|export)\b[^;]*\bfrom\s*["']|\bimport\s*[("']|\brequire\s*\(/m)
  })

  test('the README has three examples', () => expect(examples).toHaveLength(3))

  test.each(examples)('example "$title" prints what the README says', ({ title, code, output }) => {
    const file = join(home, `${title.toLowerCase().replaceAll(' ', '-')}.mjs`)
    writeFileSync(file, code)
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe(output)
  })

  test('its types serve a strict reader', () => {
    writeFileSync(
      join(home, 'reader.ts'),
      [
        "import { type IndexModel, scoreWave, type WaveScores } from 'dan-cham/scoring'",
        "import { publishedIndex } from 'dan-cham/scoring/rules'",
        "import { hiddenCells } from 'dan-cham/scoring/guard'",
        'export const score = (model: IndexModel): WaveScores => scoreWave(model, [])',
        '// @ts-expect-error a model is no number',
        'scoreWave(1, [])',
        'export { hiddenCells, publishedIndex }',
      ].join('\n'),
    )
    expect(existsSync(join(built, 'types/scoring/types.d.ts'))).toBe(true)
    const options = ['--strict', '--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2023']
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'reader.ts'], { cwd: home, stdio: 'pipe' })
  })
})
