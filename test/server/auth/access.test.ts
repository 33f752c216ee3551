import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InjectOptions } from 'fastify'
import { isPeerList } from '#src/server/auth/access.ts'
import { openTestDatabase } from '../support/gateway.ts'
import { cookiesOf, makeTokenFile, openSite, type Site } from '../support/site.ts'

const PEER = '10.0.0.5'
const { path: tokensFile, tokens } = makeTokenFile({ anna: 'operator', robot: 'viewer' })
const headers = { name: 'x-forwarded-user', email: 'x-forwarded-email', role: 'x-forwarded-groups' }

let database: Awaited<ReturnType<typeof openTestDatabase>>
let byToken: Site
let byProxy: Site

beforeAll(async () => {
  database = await openTestDatabase()
  const { db } = database
  byToken = await openSite({ db, mode: 'token', tokensFile, peers: [PEER] })
  byProxy = await openSite({ db, mode: 'proxy', tokensFile, peers: [PEER, '10.1.0.0/16'], headers })
}, 60_000)
afterAll(async () => {
  await byToken.app.close()
  await byProxy.app.close()
  await database.close()
})

const me = (site: Site, options: InjectOptions) => site.ask('GET', '/api/me', options)
const named = (more: Record<string, string> = {}) => ({ 'x-forwarded-user': 'anna', ...more })

describe('the proxy in front', () => {
  it('names the user, their address and their role', async () => {
    const asked = { ...named(), 'x-forwarded-email': 'anna@ship.example', 'x-forwarded-groups': 'staff,viewer,admin' }
    expect((await me(byProxy, { remoteAddress: PEER, headers: asked })).json()).toMatchObject({
      name: 'anna',
      email: 'anna@ship.example',
      role: 'admin',
    })
  })

  it.each(['10.1.200.3', '::ffff:10.1.200.3'])('is known by its range: %s', async (remoteAddress) => {
    expect((await me(byProxy, { remoteAddress, headers: named() })).json()).toMatchObject({ name: 'anna' })
  })

  it.each(['127.0.0.1', '10.2.0.1', '10.0.0.50', '::1'])(
    'S8 is nobody else: %s is not believed',
    async (remoteAddress) => {
      const spoofed = named({ 'x-forwarded-groups': 'admin', 'x-forwarded-for': PEER })
      const response = await me(byProxy, { remoteAddress, headers: spoofed })
      expect(response.statusCode).toBe(401)
      expect(response.json()).toMatchObject({ code: 'signed-out' })
    },
  )

  it('gives no role: operator; gives none of the three: refused in one sentence', async () => {
    expect((await me(byProxy, { remoteAddress: PEER, headers: named() })).json()).toMatchObject({ role: 'operator' })
    const other = await me(byProxy, { remoteAddress: PEER, headers: named({ 'x-forwarded-groups': 'staff' }) })
    expect(other.statusCode).toBe(403)
    expect(other.json()).toMatchObject({ code: 'no-role', detail: expect.stringContaining('anna') as unknown })
  })

  it('counts, even where a token comes with it; without a name the token does', async () => {
    const both = named({ 'x-api-key': tokens.robot })
    expect((await me(byProxy, { remoteAddress: PEER, headers: both })).json()).toMatchObject({ name: 'anna' })
    for (const remoteAddress of [PEER, '10.2.0.1'])
      expect((await me(byProxy, { remoteAddress, headers: { 'x-api-key': tokens.robot } })).json()).toMatchObject({
        name: 'robot',
        role: 'viewer',
      })
  })

  it('S8 that passes on what the client made up beside its own word is refused', async () => {
    const twice = { ...named(), 'X-Forwarded-Groups': ['admin', 'viewer'] } as InjectOptions['headers']
    const response = await me(byProxy, { remoteAddress: PEER, headers: twice })
    expect(response.statusCode).toBe(400)
  })

  it('has no sign-in page behind it, and no cookie counts', async () => {
    expect((await byProxy.ask('POST', '/auth/sign-in', { payload: { token: tokens.anna } })).statusCode).toBe(404)
    const cookie = cookiesOf(await byToken.ask('POST', '/auth/sign-in', { payload: { token: tokens.anna } }))
    expect((await me(byProxy, { headers: { cookie } })).statusCode).toBe(401)
  })
})

describe('a script', () => {
  it('comes in by its token', async () => {
    expect((await me(byToken, { headers: { 'x-api-key': tokens.robot } })).json()).toMatchObject({ name: 'robot' })
    for (const wrong of ['', 'any', tokens.robot.slice(1)])
      expect((await me(byToken, { headers: { 'x-api-key': wrong } })).statusCode).toBe(401)
  })

  it('sends no cookie with it', async () => {
    const cookie = cookiesOf(await byToken.ask('POST', '/auth/sign-in', { payload: { token: tokens.anna } }))
    const response = await me(byToken, { headers: { cookie, 'x-api-key': tokens.anna } })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ detail: 'Send either a session cookie or x-api-key, not both.' })
  })

  it('S8 is not believed to be somebody by a header that only the proxy may send', async () => {
    const response = await me(byToken, { remoteAddress: PEER, headers: named({ 'x-api-key': tokens.robot }) })
    expect(response.json()).toMatchObject({ name: 'robot' })
  })
})

describe('the address of a client', () => {
  const asked = { 'x-api-key': tokens.robot, 'x-forwarded-for': '203.0.113.7' }

  it('is what a trusted peer says', async () => {
    expect((await me(byToken, { remoteAddress: PEER, headers: asked })).json()).toMatchObject({
      address: '203.0.113.7',
    })
  })

  it('S8 is its own where anyone else says otherwise', async () => {
    for (const remoteAddress of ['127.0.0.1', '10.0.0.50'])
      expect((await me(byToken, { remoteAddress, headers: asked })).json()).toMatchObject({ address: remoteAddress })
  })

  it('S19 is logged with user and request, on one line, and no secret with it', async () => {
    const odd = named({ 'x-forwarded-user': 'anna\\r\\n{"level":60}', 'x-forwarded-for': '203.0.113.8' })
    const response = await me(byProxy, { remoteAddress: PEER, headers: odd })
    const line = byProxy
      .log()
      .split('\n')
      .find((text) => text.includes('203.0.113.8'))
    expect(JSON.parse(line!)).toMatchObject({
      user: 'anna\\r\\n{"level":60}',
      address: '203.0.113.8',
      route: '/api/me',
      status: 200,
    })
    expect(response.json()).toMatchObject({ name: 'anna\\r\\n{"level":60}' })
    for (const token of Object.values(tokens)) expect(byToken.log() + byProxy.log()).not.toContain(token)
  })
})

describe('a list of peers', () => {
  it.each([
    [['10.0.0.5', '10.1.0.0/16', '::1', 'fd00::/8'], true],
    [['proxy'], false],
    [['10.0.0.0/33'], false],
    [['0.0.0.0/0'], false],
    [['10.0.0.0/8/8'], false],
    [['10.0.0.5/'], false],
  ])('%j: %s', (list, isList) => expect(isPeerList(list)).toBe(isList))
})
