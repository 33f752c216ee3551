import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LightMyRequestResponse } from 'fastify'
import { HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { ownPath } from '#src/server/auth/oidc.ts'
import type { OidcSettings } from '#src/server/auth/provider.ts'
import { oidcOf, readEnvironment } from '#src/server/env.ts'
import { startConnectProxy } from '../support/connect-proxy.ts'
import { openTestDatabase } from '../support/gateway.ts'
import { startIdentityProvider, type TestProvider } from '../support/identity-provider.ts'
import { freePort } from '../support/ports.ts'
import { cookiesOf, openSite, type Site } from '../support/site.ts'

const publicUrl = 'https://fairway.example'
const host = 'fairway.example'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let provider: TestProvider
let site: Site
const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51) }

const settingsFor = (at: Pick<TestProvider, 'issuer' | 'clientId' | 'clientSecret'>): OidcSettings => ({
  issuer: at.issuer,
  clientId: at.clientId,
  clientSecret: at.clientSecret,
  scope: 'openid profile email',
  roleClaim: 'roles',
  proxy: null,
})
const openSiteFor = (oidc: OidcSettings) => openSite({ db: database.db, clock, mode: 'oidc', oidc, publicUrl })

beforeAll(async () => {
  database = await openTestDatabase()
  provider = await startIdentityProvider(`${publicUrl}/auth/callback`)
  site = await openSiteFor(settingsFor(provider))
}, 60_000)
afterEach(async () => {
  Object.assign(provider, { next: null, spoil: null, foreignKey: false, isAway: false })
  clock.nowMs += HOUR_MS
  for (const table of ['session', 'sign_in', 'audit', 'identity']) await database.db.query(`DELETE FROM ${table}`)
})
afterAll(async () => {
  await site.app.close()
  await provider.close()
  await database.close()
})

const get = (path: string, cookie = '', to = site) => to.ask('GET', path, { headers: { host, cookie } })
const start = (path = '/v/abc?t=1', to = site) => get(`/auth/start?return=${encodeURIComponent(path)}`, '', to)
const me = (cookie: string, to = site) => get('/api/me', cookie, to)

/** From the link to the provider and back. @param change of the address that the browser comes back to */
async function signIn(subject: string, change = (url: string) => url, to = site): Promise<LightMyRequestResponse> {
  provider.next = subject
  const begun = await start(undefined, to)
  const back = new URL(change(await provider.signIn(begun.headers.location!)))
  return get(back.pathname + back.search, cookiesOf(begun), to)
}

async function cookieFor(subject: string, claims: Record<string, unknown>, to = site): Promise<string> {
  provider.users[subject] = claims
  const response = await signIn(subject, undefined, to)
  expect(response.headers.location).toBe('/v/abc?t=1')
  return cookiesOf(response)
}

const anna = { preferred_username: 'anna', name: 'Anna Berg', email: 'anna@ship.example', roles: ['staff', 'operator'] }
const rows = (table: string) => database.db.query(`SELECT * FROM ${table}`)

describe('a sign-in at the identity provider', () => {
  it('opens a session, and shows the page that was asked for', async () => {
    const begun = await start()
    expect(begun.statusCode).toBe(302)
    expect(begun.headers['cache-control']).toBe('no-store')
    const there = new URL(begun.headers.location!)
    expect(Object.fromEntries(there.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'fairway',
      code_challenge_method: 'S256',
      redirect_uri: `${publicUrl}/auth/callback`,
      scope: 'openid profile email',
    })
    const [pending] = begun.cookies
    expect(pending).toMatchObject({ name: '__Host-fairway-sign-in', httpOnly: true, secure: true, path: '/' })
    const cookie = await cookieFor('u1', anna)
    expect(cookie).toMatch(/^__Host-fairway=[\w-]{43}$/)
    expect((await me(cookie)).json()).toMatchObject({ name: 'anna', role: 'operator', email: 'anna@ship.example' })
    expect((await database.db.query('SELECT action, user_name FROM audit')).at(-1)).toEqual({
      action: 'signed in',
      user_name: 'anna',
    })
  })

  it('takes the highest role, from a list or from text', async () => {
    for (const [roles, role] of [
      [['viewer', 'admin', 'operator'], 'admin'],
      ['staff viewer', 'viewer'],
    ])
      expect((await me(await cookieFor('u1', { ...anna, roles }))).json()).toMatchObject({ role })
  })

  it('finds roles inside another claim', async () => {
    const nested = await openSiteFor({ ...settingsFor(provider), roleClaim: 'roles.fairway' })
    const cookie = await cookieFor('u1', { ...anna, roles: { fairway: ['admin'] } }, nested)
    expect((await me(cookie, nested)).json()).toMatchObject({ role: 'admin' })
    await nested.app.close()
  })

  it.each([[undefined], [[]], [['staff', 'Admin']], [{ admin: true }], [7]])(
    'without a role (%j) opens none, and says why',
    async (roles) => {
      provider.users['u2'] = { ...anna, preferred_username: '<b>', roles }
      const response = await signIn('u2')
      expect(response.headers.location).toBe('/sign-in?refused=no-role')
      expect(await rows('session')).toEqual([])
      expect(await rows('audit')).toMatchObject([{ user_name: '<b>', action: 'sign-in refused' }])
    },
  )

  it('does not mail to an address that nobody has verified', async () => {
    for (const email_verified of [false, 'false'])
      expect((await me(await cookieFor('u1', { ...anna, email_verified }))).json()).toMatchObject({ email: null })
  })

  it('knows a user by the subject: a new name changes nothing, and a name given to another is not theirs', async () => {
    await cookieFor('u1', anna)
    expect((await me(await cookieFor('u1', { ...anna, preferred_username: 'anna2' }))).json()).toMatchObject({
      name: 'anna',
    })
    expect((await me(await cookieFor('u9', anna))).json()).toMatchObject({ name: 'anna (2)' })
    const nameless = { roles: 'viewer', name: 'anna' }
    expect((await me(await cookieFor('u3', nameless))).json()).toMatchObject({ name: 'u3' })
  })

  it('keeps what the provider gave from the browser, the log and the database', async () => {
    const cookie = await cookieFor('u1', anna)
    const kept = JSON.stringify([await rows('session'), await rows('audit')]) + site.log() + cookie
    expect(provider.given.length).toBeGreaterThan(2)
    for (const secret of [...provider.given, provider.clientSecret]) expect(kept).not.toContain(secret)
  })
})

describe('a callback is refused', () => {
  const failing = async (response: Promise<LightMyRequestResponse>, code: string) => {
    expect((await response).headers.location).toBe(`/sign-in?refused=${code}`)
    expect(cookiesOf(await response)).toBe('')
    expect(await rows('session')).toEqual([])
  }
  beforeAll(() => void (provider.users['u1'] = anna))

  it('with another state', async () => {
    await failing(
      signIn('u1', (url) => url.replace(/state=[^&]+/, 'state=other')),
      'failed',
    )
    await failing(
      signIn('u1', (url) => url.replace(/&?state=[^&]+/, '')),
      'failed',
    )
  })

  it.each([
    ['nonce', { nonce: 'other' }],
    ['audience', { aud: 'another-client' }],
    ['issuer', { iss: 'http://127.0.0.1:1' }],
    ['time: the ID token has expired', { exp: Math.floor(Date.now() / 1000) - 3600 }],
  ])('with another %s', async (_what, changed) => {
    provider.spoil = (claims) => ({ ...claims, ...changed })
    await failing(signIn('u1'), 'failed')
  })

  it('with nothing changed in the ID token is not', async () => {
    provider.spoil = (claims) => claims
    expect((await signIn('u1')).headers.location).toBe('/v/abc?t=1')
  })

  it('with an ID token that the provider has not signed', async () => {
    provider.foreignKey = true
    await failing(signIn('u1'), 'failed')
  })

  it('from another issuer', () =>
    failing(
      signIn('u1', (url) => url.replace(/iss=[^&]+/, 'iss=http%3A%2F%2Fevil.example')),
      'failed',
    ))

  it('that is replayed, or comes in another browser', async () => {
    provider.next = 'u1'
    const begun = await start()
    const { pathname, search } = new URL(await provider.signIn(begun.headers.location!))
    const other = await start()
    await failing(get(pathname + search, ''), 'expired')
    await failing(get(pathname + search, cookiesOf(other)), 'failed') // its state is another’s
    expect((await get(pathname + search, cookiesOf(begun))).headers.location).toBe('/v/abc?t=1')
    await database.db.query('DELETE FROM session')
    await failing(get(pathname + search, cookiesOf(begun)), 'expired')
  })

  it('with a code that was used before', async () => {
    let used = ''
    await signIn('u1', (url) => (used = url))
    await database.db.query('DELETE FROM session')
    const code = /code=[^&]+/.exec(used)![0]
    await failing(
      signIn('u1', (url) => url.replace(/code=[^&]+/, code)),
      'denied',
    )
  })

  it('after ten minutes', async () => {
    provider.next = 'u1'
    const begun = await start()
    const { pathname, search } = new URL(await provider.signIn(begun.headers.location!))
    clock.nowMs += 10 * MINUTE_MS + 1
    await failing(get(pathname + search, cookiesOf(begun)), 'expired')
  })

  it('where the user cancelled; nothing that the provider writes is repeated', async () => {
    provider.next = null
    const begun = await start()
    const { pathname, search } = new URL(await provider.signIn(begun.headers.location!))
    await failing(get(pathname + search, cookiesOf(begun)), 'denied')
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'v/abc', '/\t/evil.example', ''])(
    'before it begins, if it should lead to %j',
    async (path) => {
      const response = await start(path)
      expect(response.statusCode).toBe(400)
      expect(response.headers.location).toBeUndefined()
      expect(await rows('sign_in')).toEqual([])
    },
  )

  it('leads to own paths only', () => {
    expect(['/', '/v/abc', '/v/abc?x=//y#z'].map(ownPath)).toEqual(['/', '/v/abc', '/v/abc?x=//y#z'])
    expect(ownPath(['/a', '/b'])).toBeNull()
  })
})

describe('a provider that is away', () => {
  it('keeps nobody from working, and lets users in once it is back', async () => {
    const port = await freePort()
    const far = { issuer: `http://127.0.0.1:${port}`, clientId: 'fairway', clientSecret: provider.clientSecret }
    const other = await openSiteFor(settingsFor(far))
    expect((await start(undefined, other)).headers.location).toBe('/sign-in?refused=unavailable')
    expect(other.log()).toContain('nobody can sign in until it does')
    expect((await get('/api/about', '', other)).json()).toEqual({ mode: 'embedded', auth: 'oidc' })
    const back = await startIdentityProvider(`${publicUrl}/auth/callback`, { port })
    back.users['u1'] = anna
    back.next = 'u1'
    const begun = await start(undefined, other)
    const { pathname, search } = new URL(await back.signIn(begun.headers.location!))
    expect((await get(pathname + search, cookiesOf(begun), other)).headers.location).toBe('/v/abc?t=1')
    await other.app.close()
    await back.close()
  })

  it('between link and callback: nothing is signed in', async () => {
    provider.users['u1'] = anna
    const response = await signIn('u1', (url) => {
      provider.isAway = true
      return url
    })
    expect(response.headers.location).toBe('/sign-in?refused=unavailable')
  })
})

describe('a session', () => {
  it('gets the role that the provider gives the user now, within ten minutes', async () => {
    const cookie = await cookieFor('u1', { ...anna, roles: ['admin'] })
    provider.users['u1'] = { ...anna, email: 'anna@office.example', roles: ['viewer'] }
    provider.calls.length = 0
    clock.nowMs += 9 * MINUTE_MS
    expect((await me(cookie)).json()).toMatchObject({ role: 'admin' })
    expect(provider.calls).toEqual([])
    clock.nowMs += MINUTE_MS + 1
    expect((await me(cookie)).json()).toMatchObject({ role: 'viewer', email: 'anna@office.example' })
    expect((await me(cookie)).json()).toMatchObject({ role: 'viewer' })
    expect(provider.calls.filter((path) => path === '/token')).toHaveLength(1)
    clock.nowMs += 11 * MINUTE_MS // and once more, with the refresh token that came in exchange
    expect((await me(cookie)).statusCode).toBe(200)
    expect(provider.calls.filter((path) => path === '/token')).toHaveLength(2)
  })

  it.each([
    ['their role', async () => void (provider.users['u1'] = { ...anna, roles: ['staff'] })],
    ['them', () => provider.revoke('u1')],
  ])('ends where the provider takes back %s', async (_what, takeBack) => {
    const cookie = await cookieFor('u1', anna)
    await takeBack()
    clock.nowMs += 11 * MINUTE_MS
    expect((await me(cookie)).json()).toMatchObject({ code: 'signed-out' })
    expect(await rows('session')).toEqual([])
  })

  it('asks once, however many requests come at that moment', async () => {
    const cookie = await cookieFor('u1', anna)
    clock.nowMs += 11 * MINUTE_MS
    provider.calls.length = 0
    const answers = await Promise.all(Array.from({ length: 8 }, () => me(cookie)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200))
    expect(provider.calls.filter((path) => path === '/token')).toHaveLength(1)
  })

  it('goes on while the provider is away', async () => {
    const cookie = await cookieFor('u1', anna)
    clock.nowMs += 11 * MINUTE_MS
    provider.isAway = true
    expect((await me(cookie)).json()).toMatchObject({ name: 'anna', role: 'operator' })
  })

  it('ends at sign-out while a request is under way, and says where the provider’s own session ends', async () => {
    const cookie = await cookieFor('u1', anna)
    clock.nowMs += 11 * MINUTE_MS
    const held = site.hold()
    const underWay = me(cookie)
    await held.reached
    const response = await site.ask('POST', '/auth/sign-out', { headers: { host, cookie } })
    const { next } = response.json<{ next: string }>()
    expect(next).toBe(`${provider.issuer}/session/end?client_id=fairway`)
    held.release()
    expect((await underWay).statusCode).toBe(200)
    expect(await rows('session')).toEqual([])
    expect((await me(cookie)).statusCode).toBe(401)
  })
})

describe('an identity provider behind the company proxy', () => {
  const [key, cert] = ['metocean-example-key.pem', 'metocean-example.pem'].map((name) =>
    readFileSync(`test/fixtures/tls/${name}`, 'utf8'),
  ) as [string, string]
  let far: TestProvider
  let proxy: Awaited<ReturnType<typeof startConnectProxy>>
  beforeAll(async () => {
    // Its name resolves nowhere: who reaches it has asked the proxy.
    const tls = { key, cert, name: 'metocean.example' }
    far = await startIdentityProvider(`${publicUrl}/auth/callback`, { tls })
    proxy = await startConnectProxy(() => Number(new URL(far.issuer).port))
    far.users['u1'] = anna
    far.next = 'u1'
  })
  afterEach(() => {
    Object.assign(proxy, { behaviour: 'tunnel' })
    proxy.asked.length = 0
  })
  afterAll(async () => {
    await far.close()
    await proxy.close()
  })

  /** As the server is started, with these settings beside those of the provider. */
  const openBehind = (settings: Record<string, string>) => {
    const oidc = oidcOf(
      readEnvironment({
        AUTH: 'oidc',
        PUBLIC_URL: publicUrl,
        OIDC_ISSUER: far.issuer,
        OIDC_CLIENT_ID: far.clientId,
        HTTPS_PROXY: proxy.url.replace('//', '//office:canary-password@'),
        ...settings,
      }),
    )
    expect(oidc).not.toBeNull()
    return openSiteFor({ ...oidc!, clientSecret: far.clientSecret, trusted: cert })
  }

  it('is asked through it for all it is asked, even where this machine is an exception', async () => {
    const behind = await openBehind({ NO_PROXY: 'localhost,127.0.0.1,::1' })
    const begun = await start(undefined, behind)
    expect(begun.headers.location).toContain('https://metocean.example')
    const back = new URL(await far.signIn(begun.headers.location!))
    const signedIn = await get(back.pathname + back.search, cookiesOf(begun), behind)
    expect(signedIn.headers.location).toBe('/v/abc?t=1')
    clock.nowMs += 11 * MINUTE_MS // the role is asked for again
    expect((await me(cookiesOf(signedIn), behind)).json()).toMatchObject({ name: 'anna' })
    expect(far.calls).toEqual(expect.arrayContaining(['/.well-known/openid-configuration', '/jwks', '/token', '/me']))
    expect(far.calls.filter((path) => path === '/token')).toHaveLength(2)
    const authorization = `Basic ${Buffer.from('office:canary-password').toString('base64')}`
    expect(new Set(proxy.asked.map((asked) => JSON.stringify(asked)))).toEqual(
      new Set([JSON.stringify({ target: new URL(far.issuer).host, authorization })]),
    )
    expect(proxy.others).toEqual([])
    expect(behind.log()).not.toMatch(/canary/)
    await behind.app.close()
  })

  it('that refuses: nobody is signed in, and the log says that it was the proxy', async () => {
    proxy.behaviour = 407
    const behind = await openBehind({})
    expect((await start(undefined, behind)).headers.location).toBe('/sign-in?refused=unavailable')
    expect(behind.log()).toContain('"reason":"proxy 407"')
    expect(behind.log()).not.toMatch(/canary/)
    await behind.app.close()
  })

  it('that it is an exception of is not asked', async () => {
    const behind = await openBehind({ NO_PROXY: '.example' })
    expect((await start(undefined, behind)).headers.location).toBe('/sign-in?refused=unavailable')
    expect(proxy.asked).toEqual([])
    await behind.app.close()
  })
})
