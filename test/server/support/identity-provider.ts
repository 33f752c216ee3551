import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { Agent, fetch } from 'undici'

type Claims = Record<string, unknown>

/** An identity provider on loopback that signs in whomever the test says, without asking. */
export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What it says of each user, by subject; a test may change it. */
  readonly users: Record<string, Claims>
  /** The subject that signs in next; null: they press Cancel. */
  next: string | null
  /** Changes the claims of each ID token before it is signed, or null. */
  spoil: ((claims: Claims) => Claims) | null
  /** Signs ID tokens with a key that nobody knows. */
  foreignKey: boolean
  /** Leaves every call without an answer other than 503. */
  isAway: boolean
  /** Paths of its API that were called, in order. */
  readonly calls: string[]
  /** Every token it gave out. */
  readonly given: string[]
  /** Follows a browser from `location` through the sign-in. @returns where it is sent back to */
  signIn(location: string): Promise<string>
  /** No refresh token of this user is accepted any more. */
  revoke(subject: string): Promise<void>
  close(): Promise<void>
}

const makeKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })

interface TestProviderOptions {
  readonly port?: number
  readonly hasRefreshTokens?: boolean
  /** Serves https under a name of the certificate, which resolves nowhere but in `signIn`. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly name: string }
}

/** @param redirectUri Fairway's `/auth/callback` */
export async function startIdentityProvider(
  redirectUri: string,
  { port = 0, hasRefreshTokens = true, tls }: TestProviderOptions = {},
): Promise<TestProvider> {
  const server = tls ? createTlsServer(tls) : createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const bound = (server.address() as AddressInfo).port
  const issuer = tls ? `https://${tls.name}:${bound}` : `http://127.0.0.1:${bound}`
  const browser = new Agent({
    connect: {
      ca: tls?.cert,
      lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    },
  })
  const [key, foreign] = [{ ...makeKey(), kid: 'one', alg: 'RS256', use: 'sig' }, makeKey()]
  const client = { client_id: 'fairway', client_secret: 'canary-secret-of-the-client' }
  const grants = new Map<string, string[]>()
  const configuration: Configuration = {
    clients: [
      {
        ...client,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['a key for a test'] },
    claims: { openid: ['sub', 'roles'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: () => Promise.resolve(hasRefreshTokens),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      RefreshToken: 86_400,
      Grant: 86_400,
      Session: 600,
      Interaction: 600,
    },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...provider.users[id] }),
    }),
    async loadExistingGrant(context) {
      const { session, client: asking } = context.oidc
      const grant = new oidc.Grant({ accountId: session!.accountId, clientId: asking!.clientId })
      grant.addOIDCScope('openid profile email')
      const id = await grant.save()
      grants.set(session!.accountId!, [...(grants.get(session!.accountId!) ?? []), id])
      return grant
    },
  }
  const oidc = new Provider(issuer, configuration)
  oidc.use(async (context, next) => {
    provider.calls.push(context.path)
    if (provider.isAway) return void (context.status = 503)
    if (context.path.startsWith('/interaction/')) {
      context.respond = false
      const result =
        provider.next === null
          ? { error: 'access_denied', error_description: '<script>cancelled</script>' }
          : { login: { accountId: provider.next, remember: false } }
      return oidc.interactionFinished(context.req, context.res, result)
    }
    await next()
    if (context.path !== '/token' || context.status !== 200) return
    const body = context.body as Record<string, string>
    const { spoil, foreignKey } = provider
    if (body['id_token'] && (spoil || foreignKey))
      body['id_token'] = signed(body['id_token'], spoil ?? ((claims) => claims), foreignKey ? foreign : key)
    for (const name of ['id_token', 'access_token', 'refresh_token']) if (body[name]) provider.given.push(body[name])
  })
  const handle = oidc.callback()
  server.on('request', (request, response) => void handle(request, response))

  const provider: TestProvider = {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    users: {},
    next: null,
    spoil: null,
    foreignKey: false,
    isAway: false,
    calls: [],
    given: [],
    async signIn(location) {
      const cookies = new Map<string, string>()
      for (let url = location; ;) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(url, { redirect: 'manual', headers: { cookie }, dispatcher: browser })
        for (const set of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          cookies.set(name!, value!)
        }
        const to = response.headers.get('location')
        if (to === null)
          throw new Error(`the identity provider answered with ${response.status}: ${await response.text()}`)
        url = new URL(to, url).href
        if (url.startsWith(redirectUri)) return url
      }
    },
    async revoke(subject) {
      for (const id of grants.get(subject) ?? []) await (await oidc.Grant.find(id))?.destroy()
    },
    async close() {
      await browser.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return provider
}

/** The ID token with other claims, signed by the key. */
function signed(token: string, change: (claims: Claims) => Claims, key: ReturnType<typeof makeKey>): string {
  const [head, claims] = token.split('.')
  const changed = change(JSON.parse(Buffer.from(claims!, 'base64url').toString()) as Claims)
  const text = `${head}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`
  const signature = sign('sha256', Buffer.from(text), createPrivateKey({ key, format: 'jwk' }))
  return `${text}.${signature.toString('base64url')}`
}
