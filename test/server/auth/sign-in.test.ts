import { createHash } from 'node:crypto'
import { chmodSync, renameSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readTokens, writeTokens } from '#src/server/auth/token-file.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { openTestDatabase } from '../support/gateway.ts'
import { cookiesOf, makeTokenFile, openSite, type Site } from '../support/site.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let site: Site
const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51) }
const { path: file, tokens } = makeTokenFile({ anna: 'operator', bert: 'viewer', root: 'admin' })
const entries = readTokens(file)

beforeAll(async () => {
  database = await openTestDatabase()
  site = await openSite({ db: database.db, clock, mode: 'token', tokensFile: file })
}, 60_000)
afterEach(async () => {
  writeTokens(file, entries)
  clock.nowMs += 10 * MINUTE_MS // attempts of one test do not count in the next
  await database.db.query('DELETE FROM session')
  await database.db.query('DELETE FROM audit')
})
afterAll(async () => {
  await site.app.close()
  await database.close()
})

const signIn = (token: string, to = site, headers: Record<string, string> = {}) =>
  to.ask('POST', '/auth/sign-in', { payload: { token }, headers })
const cookieFor = async (name: keyof typeof tokens) => cookiesOf(await signIn(tokens[name]))
const me = (cookie: string) => site.ask('GET', '/api/me', { headers: { cookie } })
const sessions = () => database.db.query<{ id: string }>('SELECT * FROM session')
const audit = async () =>
  (
    await database.db.query<Record<string, string | null>>(
      'SELECT user_name AS user, action, of_user AS of, address FROM audit ORDER BY id',
    )
  ).map(({ user, action, of, address }) => [user, action, of, address])

describe('a token', () => {
  it('opens a session, of which only the SHA-256 is stored', async () => {
    const response = await signIn(tokens.anna)
    expect(response.json()).toEqual({ user: 'anna', role: 'operator' })
    expect(response.headers['cache-control']).toBe('no-store')
    const [cookie] = response.cookies
    expect(cookie).toMatchObject({ name: 'fairway', path: '/', httpOnly: true, sameSite: 'Lax' })
    expect(cookie?.secure).toBeUndefined()
    expect(Buffer.from(cookie!.value, 'base64url')).toHaveLength(32)
    expect((await me(cookiesOf(response))).json()).toMatchObject({ name: 'anna', email: 'anna@ship.example' })
    expect((await sessions()).map(({ id }) => id)).toEqual([createHash('sha256').update(cookie!.value).digest('hex')])
    const kept = JSON.stringify([await sessions(), await database.db.query('SELECT * FROM audit')]) + site.log()
    expect(kept).not.toContain(cookie!.value)
    expect(kept).not.toContain(tokens.anna)
    expect(await audit()).toEqual([['anna', 'signed in', null, '127.0.0.1']])
  })

  it('S6 opens it over https in a cookie that is bound to the host', async () => {
    const publicUrl = 'https://fairway.example'
    const secure = await openSite({ db: database.db, clock, mode: 'token', tokensFile: file, publicUrl })
    const response = await signIn(tokens.anna, secure, { host: 'fairway.example' })
    expect(response.cookies[0]).toMatchObject({ name: '__Host-fairway', path: '/', httpOnly: true, secure: true })
    expect(response.headers['set-cookie']).toMatch(/SameSite=Lax/)
    expect(response.headers['set-cookie']).not.toMatch(/Domain/i)
    await secure.app.close()
  })

  it('that is wrong opens none', async () => {
    for (const payload of [{ token: 'wrong' }, {}, { token: tokens.anna, role: 'admin' }, []]) {
      const response = await site.ask('POST', '/auth/sign-in', { payload })
      expect(response.statusCode).toBe(401)
      expect(response.json()).toMatchObject({ code: 'token-refused' })
      expect(response.cookies).toEqual([])
    }
    expect(await sessions()).toEqual([])
    expect((await audit())[0]).toEqual(['', 'sign-in refused', null, '127.0.0.1'])
  })

  it('S27 cannot be tried out: after twenty that are wrong an address waits, and others do not', async () => {
    for (let n = 0; n < 20; n += 1) expect((await signIn(`guess ${n}`)).statusCode).toBe(401)
    const late = await signIn(tokens.anna)
    expect(late.statusCode).toBe(429)
    expect(late.headers['retry-after']).toBe('300')
    expect((await site.ask('GET', '/api/me', { headers: { 'x-api-key': tokens.anna } })).statusCode).toBe(429)
    const elsewhere = { payload: { token: tokens.anna }, remoteAddress: '10.0.0.9' }
    expect((await site.ask('POST', '/auth/sign-in', elsewhere)).statusCode).toBe(200)
    clock.nowMs += 5 * MINUTE_MS
    expect((await signIn(tokens.anna)).statusCode).toBe(200)
  })

  it('that a script goes on sending after it was revoked locks nobody out', async () => {
    for (let n = 0; n < 30; n += 1)
      expect((await site.ask('GET', '/api/me', { headers: { 'x-api-key': 'revoked' } })).statusCode).toBe(401)
    expect((await signIn(tokens.anna)).statusCode).toBe(200)
  })

  it('S27 that is taken out of the file ends with its sessions, without a restart', async () => {
    const cookie = await cookieFor('anna')
    const others = await cookieFor('bert')
    writeTokens(
      file,
      entries.filter(({ name }) => name !== 'anna'),
    )
    expect((await me(cookie)).json()).toMatchObject({ code: 'signed-out' })
    expect((await site.ask('GET', '/api/me', { headers: { 'x-api-key': tokens.anna } })).statusCode).toBe(401)
    expect((await me(others)).statusCode).toBe(200)
    writeTokens(file, entries)
    expect((await me(cookie)).statusCode).toBe(401) // an ended session stays ended
  })

  it('has the role that the file gives it now', async () => {
    const cookie = await cookieFor('anna')
    writeTokens(
      file,
      entries.map((entry) => ({ ...entry, role: 'viewer' as const })),
    )
    expect((await me(cookie)).json()).toMatchObject({ role: 'viewer' })
    expect((await site.ask('GET', '/api/me', { headers: { 'x-api-key': tokens.root } })).json()).toMatchObject({
      role: 'viewer',
    })
  })

  it.each([
    ['readable by others', () => chmodSync(file, 0o644)],
    ['half written', () => writeFileSync(file, '[{"name":', { mode: 0o600 })],
    ['moved away', () => renameSync(file, `${file}.away`)],
  ])('opens nothing while its file is %s, and ends no session by it', async (_what, spoil) => {
    const cookie = await cookieFor('anna')
    spoil()
    for (const response of [
      await me(cookie),
      await signIn(tokens.anna),
      await site.ask('GET', '/api/me', { headers: { 'x-api-key': tokens.anna } }),
    ]) {
      expect(response.statusCode).toBe(503)
      expect(response.json()).toMatchObject({ code: 'sign-in-unavailable' })
      expect(response.headers['retry-after']).toBe('60')
      expect(response.body).not.toContain(file)
    }
    expect(site.log()).toContain(`The token file ${file}`)
    writeTokens(file, entries)
    expect((await me(cookie)).statusCode).toBe(200)
  })

  it('S6 of another site’s page is refused', async () => {
    const response = await signIn(tokens.anna, site, { origin: 'https://evil.example' })
    expect(response.json()).toMatchObject({ code: 'cross-site-refused' })
    const bare = await site.app.inject({ method: 'POST', url: '/auth/sign-in', payload: { token: tokens.anna } })
    expect(bare.json()).toMatchObject({ code: 'header-missing' })
  })
})

describe('a session', () => {
  it('S27 ends after 12 h without a request', async () => {
    const cookie = await cookieFor('anna')
    for (let hours = 0; hours < 36; hours += 11) {
      clock.nowMs += 11 * HOUR_MS
      expect((await me(cookie)).statusCode).toBe(200)
    }
    clock.nowMs += 12 * HOUR_MS + 1
    expect((await me(cookie)).json()).toMatchObject({ code: 'signed-out' })
    expect(await sessions()).toEqual([])
  })

  it('S27 ends after 7 days however busy it is', async () => {
    const cookie = await cookieFor('anna')
    const endMs = clock.nowMs + 7 * DAY_MS
    while (clock.nowMs + 6 * HOUR_MS <= endMs) {
      clock.nowMs += 6 * HOUR_MS
      expect((await me(cookie)).statusCode).toBe(200)
    }
    clock.nowMs = endMs + 1
    expect((await me(cookie)).statusCode).toBe(401)
  })

  it('ends at sign-out, in the browser and here', async () => {
    const cookie = await cookieFor('anna')
    const response = await site.ask('POST', '/auth/sign-out', { headers: { cookie } })
    expect(response.json()).toEqual({ next: null })
    expect(response.cookies[0]).toMatchObject({ name: 'fairway', value: '', expires: new Date(0) })
    expect((await me(cookie)).json()).toMatchObject({ code: 'signed-out' })
    expect((await site.ask('POST', '/auth/sign-out', { headers: { cookie } })).statusCode).toBe(200)
    expect((await audit()).map(([user, action]) => [user, action])).toEqual([
      ['anna', 'signed in'],
      ['anna', 'signed out'],
    ])
  })

  it('does not come back when a request that was under way ends after it', async () => {
    const cookie = await cookieFor('anna')
    clock.nowMs += 5 * MINUTE_MS // its use is due to be written
    const held = site.hold()
    const underWay = me(cookie)
    await held.reached
    await site.ask('POST', '/auth/sign-out', { headers: { cookie } })
    held.release()
    expect((await underWay).statusCode).toBe(200)
    expect(await sessions()).toEqual([])
    expect((await me(cookie)).statusCode).toBe(401)
  })

  it('is ended by an administrator, who sees them all', async () => {
    const cookie = await cookieFor('anna')
    const admin = { headers: { 'x-api-key': tokens.root } }
    const listed = (await site.ask('GET', '/api/sessions', admin)).json<{ sessions: { id: string; user: string }[] }>()
    expect(listed.sessions).toMatchObject([{ user: 'anna', role: 'operator', address: '127.0.0.1' }])
    const path = `/api/sessions/${listed.sessions[0]!.id}`
    expect((await site.ask('DELETE', path, { headers: { cookie } })).statusCode).toBe(403)
    expect((await site.ask('DELETE', path, admin)).statusCode).toBe(204)
    expect((await me(cookie)).json()).toMatchObject({ code: 'signed-out' })
    expect((await site.ask('DELETE', path, admin)).statusCode).toBe(404)
    expect((await site.ask('DELETE', '/api/sessions/%00', admin)).statusCode).toBe(404)
    expect((await audit()).at(-1)).toEqual(['root', 'session ended', 'anna', '127.0.0.1'])
  })

  it('begins anew at each sign-in: the cookie from before is of no use', async () => {
    const before = await cookieFor('bert')
    const after = cookiesOf(await signIn(tokens.anna, site, { cookie: before }))
    expect((await me(before)).statusCode).toBe(401)
    expect((await me(after)).json()).toMatchObject({ name: 'anna' })
  })

  it('that was opened under another mode is none', async () => {
    const cookie = await cookieFor('anna')
    await database.db.query('UPDATE session SET token_hash = NULL')
    expect((await me(cookie)).statusCode).toBe(401)
  })

  it('leaves no row behind once it is over', async () => {
    await cookieFor('bert')
    clock.nowMs += 13 * HOUR_MS
    await cookieFor('anna')
    expect(await sessions()).toMatchObject([{ user_name: 'anna' }])
  })
})

describe('without a session', () => {
  it('a page is told how to sign in, and nothing else', async () => {
    const response = await site.ask('GET', '/api/about')
    expect(response.json()).toEqual({ mode: 'embedded', auth: 'token' })
    const health = await site.ask('GET', '/api/health')
    expect(health.statusCode).toBe(200)
  })

  it.each(['/api/me', '/api/usage', '/api/audit', '/api/sessions', '/api/openapi.json', '/api/%6de'])(
    '%s is refused',
    async (path) => {
      for (const cookie of ['', 'fairway=', 'fairway=made-up', '__Host-fairway=made-up']) {
        const response = await site.ask('GET', path, { headers: { cookie } })
        expect(response.statusCode).toBe(401)
        expect(response.json()).toMatchObject({ code: 'signed-out' })
      }
    },
  )
})
