import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#src/server/db/open.ts'
import { serviceOfTask } from '#src/server/db/submissions.ts'
import { refuse } from '#test/support/upstream/behaviours.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { asPage, type ChildServer, startChild } from './support/child-server.ts'
import { requestBody } from './support/embedded.ts'
import { CANARY_KEY } from './support/gateway.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

// One data folder, with a server on it as often as a test likes, with a key or without.
const GUARD_MS = 300_000
const dataDir = makeDataFolder('modes')
let upstream: ScriptedUpstream
let running: ChildServer | null = null
beforeAll(async () => {
  upstream = await startUpstream(CANARY_KEY)
})
afterEach(() => stop())
afterAll(async () => {
  await upstream.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function stop(): Promise<void> {
  await running?.end('SIGTERM')
  running = null
}
async function start(mode: 'embedded' | 'gateway'): Promise<string> {
  await stop()
  running = await startChild({
    DATA_DIR: dataDir,
    ...(mode === 'gateway' && {
      METOCEAN_API_KEY: CANARY_KEY,
      METOCEAN_URL: upstream.url,
      METOCEAN_TASKS_URL: upstream.url,
    }),
  })
  return running.api
}

const post = (api: string, path: string, body?: object, id: string = randomUUID()) =>
  fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-fairway': '1', 'x-fairway-submission': id },
    body: body && JSON.stringify(body),
  })
const submitted = async (api: string, id?: string) => {
  const response = await post(api, '/MetOcean/async', requestBody(2), id)
  expect(response.status).toBe(200)
  return ((await response.json()) as { task_id: string }).task_id
}
const told = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { code: string; detail: string }),
})
const listed = async (api: string) =>
  ((await (await fetch(`${api}/user/tasks`, asPage)).json()) as { tasks: { task_id: string }[] }).tasks.map(
    ({ task_id }) => task_id,
  )

const toGateway = {
  code: 'other-service',
  detail: 'This task was sent to the MetOcean API; this server answers from its built-in model now.',
}
const toEmbedded = {
  code: 'other-service',
  detail: 'This task was answered by this server’s built-in model; it passes requests on to the MetOcean API now.',
}

describe('a server that is started in the other mode', () => {
  it(
    'says that a task of the previous service is the other’s, and lists only its own',
    async () => {
      const embedded = await start('embedded')
      const modelled = await submitted(embedded)
      await expect
        .poll(
          async () =>
            ((await (await fetch(`${embedded}/task/${modelled}`, asPage)).json()) as { status: string }).status,
          {
            timeout: 60_000,
          },
        )
        .toBe('SUCCESS')

      const gateway = await start('gateway')
      expect(await told(await fetch(`${gateway}/task/${modelled}`, asPage))).toMatchObject({
        status: 404,
        ...toEmbedded,
      })
      expect(await told(await post(gateway, `/cancel_task/${modelled}`))).toMatchObject({ status: 404, ...toEmbedded })
      const passedOn = await submitted(gateway)
      expect(await listed(gateway)).toEqual([passedOn])
      expect(upstream.ledger.lines.filter((line) => line.includes(modelled))).toEqual([])

      const again = await start('embedded')
      expect(await told(await fetch(`${again}/task/${passedOn}`, asPage))).toMatchObject({ status: 404, ...toGateway })
      expect(await told(await post(again, `/cancel_task/${passedOn}`))).toMatchObject({ status: 404, ...toGateway })
      expect(await told(await fetch(`${again}/task/${randomUUID()}`, asPage))).toMatchObject({
        status: 404,
        code: 'not-found',
      })
      expect(await listed(again)).toEqual([modelled])
      const answer = await fetch(`${again}/task/${modelled}`, asPage)
      expect([answer.status, answer.headers.get('x-fairway-synthetic')]).toEqual([200, '1'])

      // Rows as an earlier version left them.
      await stop()
      const db = await openDatabase({ dataDir, databaseUrl: null })
      await db.query('UPDATE submission SET service = NULL')
      expect([await serviceOfTask(db, modelled), await serviceOfTask(db, passedOn)]).toEqual(['embedded', 'gateway'])
      await db.close()
    },
    GUARD_MS,
  )

  it(
    'does not send a submission that the previous service has, and accepts what certainly was not sent',
    async () => {
      const [modelled, passedOn, refused] = [randomUUID(), randomUUID(), randomUUID()]
      await submitted(await start('embedded'), modelled)

      const gateway = await start('gateway')
      const heard = upstream.ledger.received.length
      expect(await told(await post(gateway, '/MetOcean/async', requestBody(2), modelled))).toMatchObject({
        status: 409,
        code: 'other-service',
        detail: expect.stringMatching(/^This request was answered by/) as string,
      })
      expect(upstream.ledger.received).toHaveLength(heard)
      await submitted(gateway, passedOn)
      upstream.next('POST /MetOcean/async', refuse(503, 'later', { 'retry-after': '5' }))
      expect((await post(gateway, '/MetOcean/async', requestBody(2), refused)).status).toBe(503)

      const embedded = await start('embedded')
      for (const path of ['/MetOcean/async', '/MetOcean']) {
        expect(await told(await post(embedded, path, requestBody(2), passedOn))).toMatchObject({
          status: 409,
          code: 'other-service',
          detail: expect.stringMatching(/^This request was sent to the MetOcean API/) as string,
        })
      }
      const taken = await submitted(embedded, refused)
      expect(await listed(embedded)).toContain(taken)
      expect(await submitted(embedded, refused)).toBe(taken)
    },
    GUARD_MS,
  )
})
