import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extract } from 'tar'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pack } from '../../scripts/pack.mjs'
import { makeDataFolder } from '#test/support/data-folder.ts'

/** Packing builds the page if that is out of date, which takes a minute on a busy machine. */
const GUARD_MS = 400_000
const folder = mkdtempSync(join(tmpdir(), 'fairway-packed-'))
const dataDir = makeDataFolder('packed')
let unpacked: string
let running: ChildProcess | null = null

beforeAll(async () => {
  // Nowhere near the sources, so that nothing of theirs can be found.
  await extract({ file: await pack(folder), cwd: folder })
  const [name] = readdirSync(folder).filter((entry) => !entry.endsWith('.tar.gz'))
  unpacked = join(folder, name!)
}, GUARD_MS)
afterAll(() => {
  running?.kill('SIGKILL')
  for (const made of [folder, dataDir]) rmSync(made, { recursive: true, force: true })
})

const environment = { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }

async function start(): Promise<string> {
  const child = spawn(process.execPath, ['--liftoff-only', 'server.mjs'], { cwd: unpacked, env: environment })
  running = child
  let output = ''
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      const ready = /Fairway is ready at (\S+)/.exec(output)
      if (ready) resolve(ready[1]!)
    })
    child.stderr.on('data', (data: Buffer) => (output += data.toString()))
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
}

it(
  'a packed release starts, shows the page and answers, with Node alone',
  async () => {
    const url = await start()
    const { version } = (await (await fetch(`${url}/api/about`)).json()) as { version: string }
    expect(unpacked).toMatch(new RegExp(`fairway-${version}$`))
    const page = await (await fetch(url)).text()
    const [, script] = /<script type="module"[^>]* src="([^"]+)"/.exec(page)!
    expect((await fetch(`${url}${script}`)).status).toBe(200)
    const answer = await fetch(`${url}/api/MetOcean`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'any' },
      body: JSON.stringify({
        points: [{ latitude: 48.5, longitude: -20, timestamp: new Date().toISOString().replace(/\.\d+/, '') }],
        variables: ['wind'],
      }),
    })
    expect(await answer.json()).toHaveLength(1)
    const ended = once(running!, 'exit')
    running!.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  },
  GUARD_MS,
)

it(
  'its commands work there as well',
  () => {
    const file = join(folder, 'backup')
    const run = (...args: string[]) =>
      execFileSync(process.execPath, args, { cwd: unpacked, env: environment, encoding: 'utf8' })
    expect(run('backup.mjs', file)).toBe(`The database is backed up in ${file}.\n`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  },
  GUARD_MS,
)

it('it holds what runs, and nothing that builds or tests', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const packed = readdirSync(join(unpacked, 'node_modules'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)package\.json$/.test(path))
    .map((path) => path.replace(/\/package\.json$/, ''))
  expect(packed).toContain('fastify')
  expect(packed.filter((name) => name in devDependencies || /(^|\/)(vite|esbuild|typescript)$/.test(name))).toEqual([])
  // What the page is built from is in its files already.
  expect(packed.filter((name) => ['react', 'maplibre-gl'].includes(name) && name in dependencies)).toEqual([])
  expect(
    readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(map|node|tsx?)$/.test(path)),
  ).toEqual([])
})

it('its pages lead only to files that it has', () => {
  for (const page of ['README.md', 'hosting.md']) {
    const links = [...readFileSync(join(unpacked, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]*)/g)]
    expect(links.length, page).toBeGreaterThan(0)
    for (const [, path] of links) expect([page, path, existsSync(join(unpacked, path!))]).toEqual([page, path, true])
  }
})

it('the licence of every package that ships is in it', () => {
  const texts = readFileSync(join(unpacked, 'LICENCES.txt'), 'utf8')
  const bill = JSON.parse(readFileSync(join(unpacked, 'sbom.cdx.json'), 'utf8')) as {
    components: { name: string; version: string; licenses?: unknown[] }[]
  }
  for (const { name, version, licenses } of bill.components) {
    expect(licenses, name).toHaveLength(1)
    expect(texts).toContain(`\n${name} ${version} (`)
  }
  expect(bill.components.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'zod', 'pg-types']))
})
