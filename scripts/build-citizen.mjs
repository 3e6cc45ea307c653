// Bundles style, script and service worker of the citizen page into public/citizen/, which the page inlines.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

export async function buildCitizen() {
  const outdir = join(root, 'public', 'citizen')
  mkdirSync(outdir, { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: { fill: 'app/k/_phone/fill.ts', sw: 'app/k/_phone/service-worker.ts', page: 'app/k/_phone/page.css' },
    outdir,
    bundle: true,
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    format: 'iife',
    // Browsers of 2019 and Safari of 2021: older ones post the plain form.
    target: ['es2018', 'chrome73', 'firefox67', 'safari14.1'],
    alias: { '@': root },
    logLevel: 'warning',
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCitizen()
