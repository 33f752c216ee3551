import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { openDatabase } from '#src/server/db/open.ts'
import { hashOf } from '#src/server/db/submissions.ts'
import { createLog } from '#src/server/http/logging.ts'
import { checkBody, type CheckedRequest } from '#src/server/http/checked-body.ts'
import { startWorkers } from '#src/server/jobs/workers.ts'
import { nextTurn, submit } from '#src/server/service/submit.ts'
import { requestBody } from '../support/embedded.ts'
import { FakeSampler } from '../support/fake-sampler.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

const startedAt = new Date(0)

describe('turns', () => {
  it('go to each user in every round, whoever sent more', () => {
    const waiting = { startedAt: null }
    const queued = [
      { userName: 'anna', turn: 0, startedAt },
      { userName: 'anna', turn: 1, startedAt },
      { userName: 'anna', turn: 2, ...waiting },
      { userName: 'anna', turn: 3, ...waiting },
    ]
    expect(nextTurn(queued, 'anna')).toBe(4)
    expect(nextTurn(queued, 'bert')).toBe(1)
    expect(nextTurn([...queued, { userName: 'bert', turn: 1, ...waiting }], 'bert')).toBe(2)
    expect(nextTurn([], 'anna')).toBe(0)
    // Returned by a worker that died: nothing runs, and no newcomer goes before the others.
    expect(nextTurn(queued.slice(2), 'bert')).toBe(2)
  })

  it('are kept by the queue', async () => {
    const dataDir = makeDataFolder('turns')
    const db = await openDatabase({ dataDir, databaseUrl: null })
    const sampler = new FakeSampler()
    let ticks = Date.UTC(2026, 10, 22)
    const nowMs = () => ++ticks // so that no two begin at the same moment
    const workers = await startWorkers({
      db,
      databaseUrl: null,
      sampler,
      nowMs,
      taskSeconds: 0,
      retention: { days: 90, bytes: 10e9 },
      mail: null,
      log: createLog('silent'),
    })
    const text = new TextEncoder().encode(JSON.stringify(requestBody(1)))
    const request = checkBody(text, 'columns') as CheckedRequest
    const send = (user: string) =>
      submit(
        { db, ...workers, origin: sampler, caps: { all: null, user: null }, nowMs },
        {
          submissionId: randomUUID(),
          by: { user: { name: user, role: 'operator', email: null }, address: '127.0.0.1', requestId: 'r' },
          mode: 'async',
          ...request,
          bodyHash: hashOf(request),
        },
      )

    sampler.hold()
    for (let n = 0; n < 2; n++) await send('anna')
    await vi.waitFor(() => expect(sampler.underWay).toBe(2), { timeout: 10_000 })
    for (let n = 2; n < 6; n++) await send('anna')
    for (let n = 0; n < 2; n++) await send('bert')
    await send('cleo')
    sampler.release()
    await vi.waitFor(async () => expect(await db.query("SELECT 1 FROM task WHERE status = 'PENDING'")).toEqual([]), {
      timeout: 10_000,
    })

    const order = (await db.query<{ user: string }>('SELECT user_name AS user FROM task ORDER BY started_at')).map(
      ({ user }) => user,
    )
    // Two at a time, so the two of a round may begin in either order.
    const rounds = [order.slice(0, 2), order.slice(2, 4), order.slice(4, 6), order.slice(6)].map((round) =>
      round.sort(),
    )
    expect(rounds).toEqual([
      ['anna', 'anna'],
      ['bert', 'cleo'],
      ['anna', 'bert'],
      ['anna', 'anna', 'anna'],
    ])
    await workers.stop(0)
    await db.close()
    rmSync(dataDir, { recursive: true })
  }, 60_000)
})
