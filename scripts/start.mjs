// `npm start`, `npm run worker` and the like: builds what is older than its sources, then runs the program of that name
// in a process of its own, with the rest of the arguments.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { buildStalePage, buildStaleProgram } from './stale.mjs'

const [program = 'server', ...args] = process.argv.slice(2)

try {
  await buildStaleProgram(program)
  if (program === 'server') await buildStalePage()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

const running = spawn(process.execPath, [join(root, `dist/${program}.mjs`), ...args], { stdio: 'inherit' })
// A terminal sends Ctrl-C to both processes; a service manager tells only this one.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => running.kill('SIGTERM'))
process.on('SIGINT', () => undefined)
// npm runs this in a shell that ends at SIGTERM without passing it on; the parent process is then another one.
const parent = process.ppid
setInterval(() => process.ppid !== parent && running.kill('SIGTERM'), 1000).unref()
running.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
