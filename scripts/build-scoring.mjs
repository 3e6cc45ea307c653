// Builds lib/scoring alone, as an ES module with types: npm run build:scoring [-- OUT_DIR]. Exit 1 where the core exceeds 40 KB.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const LIMIT = 40 * 1024

/** What each entry of the package exports; the rest of the library is theirs alone. */
const ENTRIES = {
  index: [
    'answer-distribution',
    'check-model',
    'combine-indicators',
    'compare-waves',
    'importance-performance',
    'indicator-values',
    'method-sensitivity',
    'method-version',
    'plan-scores',
    'rank-units',
    'respondent-scores',
    'score-indicator',
    'score-wave',
    'sheet-design',
    'sheet-sample',
    'stratify-by-unit',
  ],
  rules: ['ministry-rules', 'named-rules', 'one-stop-points', 'published-index', 'satisfaction-scores', 'unit-lineage'],
  guard: ['suppression', 'table-relations'],
}

export async function buildScoring(out = join(root, 'dist', 'scoring')) {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'types'), { recursive: true })
  const sizes = {}
  for (const [entry, modules] of Object.entries(ENTRIES)) {
    const extra = entry === 'index' ? ["export { holm, surveyDesign, meanEstimate } from '../stats/index.ts'"] : []
    const contents = [...modules.map((name) => `export * from './${name}.ts'`), ...extra].join('\n')
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(root, 'lib', 'scoring'), loader: 'ts' },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      platform: 'neutral',
      charset: 'utf8',
      legalComments: 'none',
      write: false,
    })
    const [file] = outputFiles
    writeFileSync(join(out, `${entry}.js`), file.contents)
    sizes[entry] = file.contents.byteLength
    const types = [...modules.map((name) => `export * from './types/scoring/${name}.js'`)]
    if (entry === 'index')
      types.push(
        "export type * from './types/scoring/types.js'",
        "export { holm, surveyDesign, meanEstimate } from './types/stats/index.js'",
      )
    writeFileSync(join(out, `${entry}.d.ts`), `${types.join('\n')}\n`)
  }
  writeTypes(join(out, 'types'))
  return sizes
}

/** Declarations of lib/scoring and lib/stats, with the extensions that a reader of the built files resolves. */
function writeTypes(out) {
  const config = {
    extends: join(root, 'tsconfig.pure.json'),
    compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: join(root, 'lib'), outDir: out, paths: {} },
    include: [join(root, 'lib/stats/**/*.ts'), join(root, 'lib/scoring/**/*.ts')],
  }
  const path = join(out, 'tsconfig.json')
  writeFileSync(path, JSON.stringify(config))
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', path], { stdio: 'inherit' })
  rmSync(path)
  for (const file of readdirSync(out, { recursive: true })) {
    if (!String(file).endsWith('.d.ts')) continue
    const from = join(out, String(file))
    writeFileSync(from, readFileSync(from, 'utf8').replaceAll(/(from\s+|import\()(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2'))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = await buildScoring(process.argv[2] ? resolve(process.argv[2]) : undefined)
  for (const [entry, size] of Object.entries(sizes)) console.log(`${entry.padEnd(6)} ${(size / 1024).toFixed(1)} KB minified`)
  if (sizes.index > LIMIT) {
    console.error(`the core has ${sizes.index} bytes, more than ${LIMIT}`)
    process.exitCode = 1
  }
}
