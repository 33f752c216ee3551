import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ScriptedUpstream, startUpstream } from '#test/support/upstream/upstream.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { usedToday } from '#src/server/db/usage.ts'
import { redirect, refuse } from '#test/support/upstream/behaviours.ts'
import { CANARY_KEY, type GatewayServer, openTestDatabase, openTestGateway } from '../support/gateway.ts'

const field = {
  bounding_boxes: [{ latitude: [50, 52], longitude: [2, 4], timestamp: '2026-11-22T18:00:00Z' }],
  variable: 'wind',
}

describe('fields and pictures that the gateway passes on', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  let upstream: ScriptedUpstream
  let gateway: GatewayServer
  let close: () => Promise<void>
  const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51) }
  beforeAll(async () => {
    database = await openTestDatabase()
    upstream = await startUpstream(CANARY_KEY)
    gateway = await openTestGateway({
      db: database.db,
      requestsUrl: upstream.url,
      mailDomains: ['fairway.example'],
      caps: { all: 4_000, user: 4_000 },
      nowMs: () => clock.nowMs,
    })
    close = async () => {
      await gateway.close()
      await upstream.close()
      await database.close()
    }
  })
  afterAll(() => close())
  beforeEach(() => {
    upstream.heal()
    clock.nowMs += DAY_MS
  })

  const sent = () => upstream.ledger.received.at(-1)!

  it('forwards a field over an area, with the key and without the service’s own headers', async () => {
    const answer = await gateway.post('/2DMetOcean', field)
    expect(answer.json()).toEqual({ variable: 'wind', values: [[1, null]] })
    expect(sent().path).toBe('/2DMetOcean')
    expect(JSON.parse(sent().body)).toEqual(field)
    expect(sent().headers['x-api-key']).toBe(CANARY_KEY)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect([answer.headers['x-fairway-source'], answer.headers['x-fairway-synthetic']]).toEqual([
      expect.stringMatching(/^MetOcean API/),
      '0',
    ])
  })

  const used = async () => (await usedToday(database.db, 'operator', clock.nowMs)).user

  it.each([
    ['at one time', [50, 52], [2, 4], '2026-11-22T18:00:00Z', 25 * 25],
    ['at every hour of a period', [50, 50.5], [2, 2.5], ['2026-11-22T18:00:00Z', '2026-11-23T00:30:00Z'], 7 * 7 * 7],
    ['at one place', [50, 50], [2, 2], '2026-11-22T18:00:00Z', 1],
    ['over 180°', [0, 0], [179.9, -179.9], '2026-11-22T18:00:00Z', 3],
  ])('counts the cells of a field %s', async (_, latitude, longitude, timestamp, cells) => {
    const before = upstream.ledger.received.length
    const twice = { ...field, bounding_boxes: Array(2).fill({ latitude, longitude, timestamp }) as object[] }
    expect((await gateway.post('/2DMetOcean', twice)).statusCode).toBe(200)
    expect([upstream.ledger.received.length, await used()]).toEqual([before + 1, 2 * cells])
  })

  it('refuses a field over a daily cap before anything is sent, and counts none that was refused', async () => {
    upstream.next('POST /2DMetOcean', refuse(429, 'slow', { 'retry-after': '20' }))
    expect((await gateway.post('/2DMetOcean', field)).statusCode).toBe(429)
    expect(await used()).toBe(0)
    for (let sent = 0; sent < 6; sent++) expect((await gateway.post('/2DMetOcean', field)).statusCode).toBe(200)
    const before = upstream.ledger.received.length
    for (const more of [
      {},
      { async: true },
      { variable: 'wave' },
      { bounding_boxes: Array(9).fill(field.bounding_boxes[0]) as object[] },
    ]) {
      const answer = await gateway.post('/2DMetOcean', { ...field, ...more })
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'daily-cap', cap: 4_000, used: 3_750 }])
    }
    expect(upstream.ledger.received).toHaveLength(before)
    const [row] = await database.db.query('SELECT action, task_name FROM audit ORDER BY id DESC LIMIT 1')
    expect(row).toMatchObject({ action: 'sent' })
  })

  it.each([
    [{ bounding_boxes: undefined }, 'bounding_boxes is missing: it must be a list of areas'],
    [{ bounding_boxes: [] }, 'bounding_boxes must be a list of areas'],
    [{ bounding_boxes: [3] }, 'bounding_boxes must be a list of areas'],
    [{ bounding_boxes: [{ ...field.bounding_boxes[0], latitude: [52, 50] }] }, 'bounding_boxes 0 latitude must be two'],
    [
      { bounding_boxes: [{ ...field.bounding_boxes[0], longitude: [2, 181] }] },
      'bounding_boxes 0 longitude must be two',
    ],
    [
      { bounding_boxes: [{ ...field.bounding_boxes[0], timestamp: 'now' }] },
      'bounding_boxes 0 timestamp must be an ISO',
    ],
    [
      {
        bounding_boxes: [
          {
            ...field.bounding_boxes[0],
            latitude: [-90, 90],
            longitude: [-180, 180],
            timestamp: ['2024-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
          },
        ],
      },
      'bounding_boxes must be smaller: ',
    ],
    [{ variable: 'rain' }, 'variable must be one of wind, gust'],
    [{ variable: ['wind', 'wave'] }, 'variable must be one of wind, gust'],
    [{ email: 5 }, 'email must be an e-mail address'],
    [{ task_name: 'a\0b' }, 'task_name must be a text'],
  ])('refuses a field that cannot be counted, in a sentence: %j', async (more, words) => {
    const before = upstream.ledger.received.length
    const answer = await gateway.post('/2DMetOcean', { ...field, ...more })
    expect(answer.statusCode).toBe(422)
    expect(answer.json<{ detail: { msg: string }[] }>().detail.map(({ msg }) => msg)).toEqual([
      expect.stringContaining(words),
    ])
    expect(upstream.ledger.received).toHaveLength(before)
  })

  it('forwards the picture of a result as it is', async () => {
    const answer = await gateway.post('/plot_timeseries', [{ coordinates: {}, conditions: {} }])
    expect(answer.headers['content-type']).toBe('image/png')
    expect(answer.rawPayload.toString('hex')).toBe('89504e470d0a1a0a')
  })

  it('keeps the rule for mail', async () => {
    const elsewhere = await gateway.post('/2DMetOcean', {
      ...field,
      receive_mail: true,
      email: 'someone@elsewhere.example',
    })
    expect(elsewhere.statusCode).toBe(422)
    await gateway.post('/2DMetOcean', { ...field, receive_mail: true, email: 'mate@fairway.example' })
    expect(JSON.parse(sent().body)).toMatchObject({ email: 'mate@fairway.example' })
    await gateway.post('/2DMetOcean', { ...field, email: 'someone@elsewhere.example' })
    expect(JSON.parse(sent().body)).not.toHaveProperty('email')
  })

  it('does not follow a redirect, and refuses what is not a picture', async () => {
    upstream.next('POST /2DMetOcean', redirect('http://127.0.0.1:9/'))
    expect((await gateway.post('/2DMetOcean', field)).statusCode).toBe(502)
    upstream.next('POST /plot_timeseries', async () => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<p>no</p>',
    }))
    expect((await gateway.post('/plot_timeseries', [])).statusCode).toBe(502)
  })
})
