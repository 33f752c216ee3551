// Builds what is older than its sources.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './paths.mjs'

const shared = ['package-lock.json', 'scripts/build.mjs', 'src/domain']
const browser = [
  'src/main.tsx',
  'src/app',
  'src/data',
  'src/state',
  'src/ui',
  'src/features',
  'index.html',
  'vite.config.ts',
  'scripts/ports',
  'public',
]

/** The page, and the program of a name: `server`, `worker` … */
const parts = {
  page: { output: 'dist/web/index.html', sources: [...shared, ...browser], half: '--web' },
  program: (name) => ({ output: `dist/${name}.mjs`, sources: [...shared, 'src/server'], half: '--server' }),
}

/** The newest change of a file, or of anything in a folder; 0 if it is not there. */
async function changed(path) {
  const own = await stat(path).catch(() => null)
  if (!own) return 0
  if (!own.isDirectory()) return own.mtimeMs
  const inside = await Promise.all((await readdir(path)).map((name) => changed(join(path, name))))
  return Math.max(own.mtimeMs, ...inside)
}

async function buildIfStale({ output, sources, half }, words) {
  const builtMs = await changed(join(root, output))
  const newestMs = Math.max(...(await Promise.all(sources.map((source) => changed(join(root, source))))))
  if (builtMs >= newestMs) return
  if (!['esbuild', 'vite'].every((name) => existsSync(join(root, 'node_modules', name))))
    throw new Error(
      'The tools that build Fairway are not installed. Run `npm ci --include=dev`, or run an archive made by `npm run pack`, which needs none.',
    )
  process.stdout.write(`Building the ${words} …\n`)
  // In a process of its own, so that the build's memory is freed before the server runs for weeks.
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), half], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`The ${words} could not be built.`)
}

/** @throws if it cannot be built; the reason is on the error output or in the message */
export const buildStalePage = () => buildIfStale(parts.page, 'page')
export const buildStaleProgram = (name) => buildIfStale(parts.program(name), 'server')
