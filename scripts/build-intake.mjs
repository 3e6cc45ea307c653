// Bundles the citizen page's Route Handler a second time, for scripts/web.mjs, which hands it the posts without Next's router in between.
import { join } from 'node:path'
import { build } from 'esbuild'
import { projectDir } from './support/data-dir.mjs'

await build({
  absWorkingDir: projectDir,
  entryPoints: { intake: 'app/k/[code]/route.ts' },
  outdir: join(projectDir, '.build'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@': projectDir },
  logLevel: 'warning',
})
