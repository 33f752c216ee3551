import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { redirect } from '#test/support/upstream/behaviours.ts'
import { type ScriptedUpstream, startUpstream } from '#test/support/upstream/upstream.ts'
import { CANARY_KEY, type GatewayServer, openTestDatabase, openTestGateway } from '../support/gateway.ts'

const field = {
  bounding_boxes: [{ latitude: [50, 52], longitude: [2, 4], timestamp: '2026-11-22T18:00:00Z' }],
  variable: 'wind',
}

describe('calls the gateway passes on unread', () => {
  let upstream: ScriptedUpstream
  let gateway: GatewayServer
  let close: () => Promise<void>
  beforeAll(async () => {
    const database = await openTestDatabase()
    upstream = await startUpstream(CANARY_KEY)
    gateway = await openTestGateway({ db: database.db, requestsUrl: upstream.url, mailDomains: ['fairway.example'] })
    close = async () => {
      await gateway.close()
      await upstream.close()
      await database.close()
    }
  })
  afterAll(() => close())
  beforeEach(() => upstream.heal())

  const sent = () => upstream.ledger.received.at(-1)!

  it('passes a field over an area through, with the key and nothing of the service’s own headers', async () => {
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

  it('passes the picture of a result through as it is', async () => {
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

  it('does not follow a redirect, and takes nothing for a picture that is none', async () => {
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
