import { spawn, spawnSync } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { catalogue } from '#test/support/upstream/catalogue.ts'
import { requestBody } from '#test/server/support/embedded.ts'

// The program itself, as `npm run upstream:faulty` starts it.
const program = ['--import', 'tsx', 'test/support/upstream/main.ts']
const once = (...words: string[]) => spawnSync(process.execPath, [...program, ...words], { encoding: 'utf8' })

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

/** @returns its address once it listens, and its output so far */
async function start(...words: string[]): Promise<{ url: string; output: () => string }> {
  const child = spawn(process.execPath, [...program, '--port', '0', ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  ends.push(() => child.kill('SIGKILL'))
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(output)))
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      const [, listening] =
        /METOCEAN_URL=(\S+) METOCEAN_TASKS_URL=\1 METOCEAN_API_KEY=by-hand npm start\n/.exec(output) ?? []
      if (listening) resolve(listening)
    })
  })
  return { url, output: () => output }
}

const headers = { 'x-api-key': 'by-hand' }
const submit = (url: string) =>
  fetch(`${url}/MetOcean/async`, {
    method: 'POST',
    headers,
    body: JSON.stringify(requestBody(2, { task_name: 'by-hand-1' })),
  })

describe('npm run upstream:faulty', () => {
  it('lists its options and every behaviour with --help', () => {
    const { status, stdout } = once('--help')
    expect(status).toBe(0)
    expect(stdout).toContain('--task-seconds <n>')
    for (const { name, about } of catalogue)
      expect(stdout).toMatch(new RegExp(`^  ${name} +.*${about.replaceAll(/[()?.+]/g, '\\$&')}$`, 'm'))
  })

  it.each([
    [['--port', 'high'], '--port must be a number from 0 to 65535.'],
    [['--port', '0', '--behaviour', 'polite'], 'There is no behaviour "polite".'],
    [['--loud'], '--loud'],
  ])('refuses %j in a sentence', (words, sentence) => {
    const { status, stderr } = once(...words)
    expect(status).toBe(1)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('    at ')
  })

  it('misbehaves as told, logs each call, and shows what exists all the same', async () => {
    const { url, output } = await start('--behaviour', 'answer-lost')
    await expect(submit(url)).rejects.toThrow('fetch failed')
    expect(await (await fetch(`${url}/control`)).json()).toMatchObject({
      active: ['answer-lost on POST /MetOcean'],
      calls: 1,
      tasks: [{ task_name: 'by-hand-1', status: 'PENDING' }],
    })
    await expect.poll(output).toMatch(/^\d{4}-\S+Z POST \/MetOcean\/async no answer \d+ ms$/m)
  })

  it('can be switched while it runs', async () => {
    const { url } = await start()
    expect((await submit(url)).status).toBe(200)
    await fetch(`${url}/control/429?times=1&on=POST%20/MetOcean`, { method: 'POST' })
    const refused = await submit(url)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '20'])
    expect((await submit(url)).status).toBe(200)
    await fetch(`${url}/control/403`, { method: 'POST' })
    expect((await submit(url)).status).toBe(403)
    await fetch(`${url}/control/heal`, { method: 'POST' })
    expect((await submit(url)).status).toBe(200)
    expect((await fetch(`${url}/control/polite`, { method: 'POST' })).status).toBe(400)
  })

  it('misbehaves on the same calls for the same seed', async () => {
    const pattern = async (seed: string) => {
      const { url } = await start('--behaviour', '500', '--share', '0.5', '--seed', seed)
      const statuses: number[] = []
      for (let call = 0; call < 12; call++) statuses.push((await fetch(`${url}/user/tasks`, { headers })).status)
      return statuses
    }
    const first = await pattern('7')
    expect(new Set(first)).toEqual(new Set([200, 500]))
    expect(await pattern('7')).toEqual(first)
    expect(await pattern('8')).not.toEqual(first)
  })
})
