import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { About, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { type ChildServer, startChild } from '../support/child-server.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

const run = promisify(execFile)
const guide = readFileSync('docs/api.md', 'utf8')
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => text!)
const [curls, scripts] = [blocks('sh'), blocks('python')]

const canRun = (command: string) =>
  run(command, ['--version']).then(
    () => true,
    () => false,
  )
const [hasCurl, hasPython] = [await canRun('curl'), await canRun('python3')]

describe('the examples of docs/api.md', () => {
  let server: ChildServer
  let dataDir: string
  let env: NodeJS.ProcessEnv
  beforeAll(async () => {
    dataDir = makeDataFolder('guide')
    server = await startChild({ DATA_DIR: dataDir })
    env = { PATH: process.env['PATH'], HOME: dataDir, FAIRWAY: new URL(server.api).origin, POLL_SECONDS: '0.2' }
  }, 60_000)
  afterAll(async () => {
    await server.end('SIGTERM')
    rmSync(dataDir, { recursive: true, force: true })
  })

  it.skipIf(!hasCurl)('run with curl', async () => {
    const answers = []
    for (const script of curls)
      answers.push(JSON.parse((await run('sh', ['-e', '-c', script], { env })).stdout) as unknown)
    const [about, weather, pending] = answers
    expect(About.parse(about).mode).toBe('embedded')
    expect(weather).toMatchObject([
      { conditions: { Winds_10m_Intensity: expect.any(Number) as number } },
      { coordinates: { latitude: 51.4 } },
    ])
    expect(TaskList.parse(pending).tasks).toEqual([])
  })

  it.skipIf(!hasPython)('run with Python', async () => {
    const said = []
    for (const script of scripts) said.push((await run('python3', ['-c', script], { env })).stdout.trim())
    expect(said[0]).toMatch(/^48 of 48 points have waves, the highest \d+\.\d m$/)
    expect(said[1]).toMatch(/^[0-9a-f-]{36} SUCCESS$/)
  })
})
