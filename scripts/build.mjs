// Builds dist/: the page in dist/web, and the programs of src/server and their threads beside it. `--server` or `--web` for half.
import { realpathSync } from 'node:fs'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { basename, extname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build as bundle } from 'esbuild'
import { budget, budgetTable, holds } from './budget.mjs'
import { root } from './paths.mjs'

/** Compressed once here instead of at every request; pictures and fonts are compressed already. */
const COMPRESSED = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest', '.txt'])
const SMALLEST_BYTES = 1024

/** What runs as a process of its own: the name it is built under, and its source in src/server. */
export const programs = {
  server: 'main.ts',
  worker: 'worker.ts',
  backup: 'backup.ts',
  restore: 'restore.ts',
  token: 'auth/token-command.ts',
  fields: 'fields/own/check-command.ts',
}

/**
 * @param outdir a folder from which the project's packages are found
 * @param more entry points besides the server's own, by the name of what is built
 * @returns names of the packages that the programs import
 */
export async function buildServer(outdir = join(root, 'dist'), more = {}) {
  const server = join(root, 'src/server')
  const workers = (await filesIn(server)).filter((path) => path.endsWith('-worker.ts'))
  const { metafile } = await bundle({
    entryPoints: [
      ...Object.entries(programs).map(([out, file]) => ({ in: join(server, file), out })),
      ...workers.map((path) => ({ in: path, out: basename(path, '.ts') })),
      ...Object.entries(more).map(([out, path]) => ({ in: join(root, path), out })),
    ],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Packages stay where npm put them: several load files from their own folder.
    packages: 'external',
    alias: { '#src': join(root, 'src'), '#test': join(root, 'test') },
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
    metafile: true,
  })
  await rm(join(outdir, 'migrations'), { recursive: true, force: true })
  await cp(join(server, 'db/migrations'), join(outdir, 'migrations'), { recursive: true })
  return packagesOf(metafile)
}

function packagesOf({ outputs }) {
  const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  const names = imported
    .filter((path) => !path.startsWith('.') && !isBuiltin(path))
    .map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'))
  return [...new Set(names)].sort()
}

export async function buildWeb() {
  // Whatever the caller's is: with another, React's slower half for development would be built in.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
  const web = join(root, 'dist/web')
  const manifest = JSON.parse(await readFile(join(web, '.vite/manifest.json'), 'utf8'))
  await rm(join(web, '.vite'), { recursive: true })
  holdBudget(manifest, await compressed(web))
}

/** Puts a `.br` and a `.gz` beside every file worth it. @returns bytes as most browsers get them, by path from the folder */
async function compressed(folder) {
  const sizes = await Promise.all(
    (await filesIn(folder)).map(async (path) => {
      const content = await readFile(path)
      const isWorth = COMPRESSED.has(extname(path)) && content.length >= SMALLEST_BYTES
      const sent = isWorth ? await compressedBoth(path, content) : content
      return [relative(folder, path).replaceAll('\\', '/'), sent.length]
    }),
  )
  return new Map(sizes)
}

async function compressedBoth(path, content) {
  const text = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
  const [small, usual] = await Promise.all([
    promisify(brotliCompress)(content, { params: text }),
    promisify(gzip)(content, { level: 9 }),
  ])
  await writeFile(`${path}.br`, small)
  await writeFile(`${path}.gz`, usual)
  return small
}

function holdBudget(manifest, sizes) {
  const rows = budget(manifest, sizes)
  console.log(budgetTable(rows))
  if (!rows.every(holds))
    throw new Error(
      'The page is too large: see the table above, and load what is not needed at first when it is needed.',
    )
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
