// Builds dist/: the page in dist/web, the server, the worker and their threads beside it. `--server` or `--web` for one half.
import { realpathSync } from 'node:fs'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { build as bundle } from 'esbuild'
import { root } from './paths.mjs'

/** Compressed once here instead of at every request; pictures and fonts are compressed already. */
const COMPRESSED = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest', '.txt'])
const SMALLEST_BYTES = 1024

export async function buildServer() {
  const server = join(root, 'src/server')
  const workers = (await filesIn(server)).filter((path) => path.endsWith('-worker.ts'))
  await bundle({
    entryPoints: [
      { in: join(server, 'main.ts'), out: 'server' },
      { in: join(server, 'worker.ts'), out: 'worker' },
      ...workers.map((path) => ({ in: path, out: basename(path, '.ts') })),
    ],
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Packages stay where npm put them: several load files that lie beside their own.
    packages: 'external',
    alias: { '#src': join(root, 'src') },
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
  })
  await rm(join(root, 'dist/migrations'), { recursive: true, force: true })
  await cp(join(server, 'db/migrations'), join(root, 'dist/migrations'), { recursive: true })
}

export async function buildWeb() {
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
  const compress = promisify(gzip)
  for (const path of await filesIn(join(root, 'dist/web'))) {
    if (!COMPRESSED.has(extname(path))) continue
    const content = await readFile(path)
    if (content.length >= SMALLEST_BYTES) await writeFile(`${path}.gz`, await compress(content, { level: 9 }))
  }
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const only = process.argv[2]
  if (only !== '--web') await buildServer()
  if (only !== '--server') await buildWeb()
}
