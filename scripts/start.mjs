// `npm start` and `npm run worker`: builds what is older than its sources, then runs the server or a worker in a process
// of its own.
import { spawn, spawnSync } from 'node:child_process'
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
const program = process.argv[2] === 'worker' ? 'worker' : 'server'
const parts = [
  { name: 'server', output: `dist/${program}.mjs`, sources: [...shared, 'src/server'], half: '--server' },
  { name: 'page', output: 'dist/web/index.html', sources: [...shared, ...browser], half: '--web' },
]

/** The newest change of a file, or of anything in a folder; 0 if it is not there. */
async function changed(path) {
  const own = await stat(path).catch(() => null)
  if (!own) return 0
  if (!own.isDirectory()) return own.mtimeMs
  const inside = await Promise.all((await readdir(path)).map((name) => changed(join(path, name))))
  return Math.max(own.mtimeMs, ...inside)
}

async function isStale({ output, sources }) {
  const builtMs = await changed(join(root, output))
  const newestMs = Math.max(...(await Promise.all(sources.map((source) => changed(join(root, source))))))
  return builtMs < newestMs
}

for (const part of parts) {
  if (program === 'worker' && part.name === 'page') continue
  if (!(await isStale(part))) continue
  process.stdout.write(`Building the ${part.name} …\n`)
  // In a process of its own, so that the memory the build took is given back before the server runs for weeks.
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), part.half], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const server = spawn(process.execPath, [join(root, `dist/${program}.mjs`)], { stdio: 'inherit' })
// A terminal sends Ctrl-C to both processes; a service manager tells only this one.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGTERM'))
process.on('SIGINT', () => undefined)
// npm runs this in a shell that ends at SIGTERM without passing it on; then the parent is another one.
const parent = process.ppid
setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 1000).unref()
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
