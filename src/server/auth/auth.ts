import fastifyCookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import type { About, AuthMode } from '#src/domain/metocean/wire/contract.ts'
import type { Database } from '../db/database.ts'
import { type DailyCaps, usedToday } from '../db/usage.ts'
import { signInRate } from '../http/caps.ts'
import { Access, Peers, type ProxyHeaders } from './access.ts'
import { registerAdmin } from './admin.ts'
import { Attempts } from './attempts.ts'
import { registerOidc } from './oidc.ts'
import { IdentityProvider, type OidcSettings } from './provider.ts'
import { LONGEST_MS, Sessions } from './sessions.ts'
import { registerSignOut, registerTokenSignIn, SecretCookie } from './sign-in.ts'
import { Tokens } from './token-file.ts'
import { soleUser, type User } from './user.ts'

/** Who may come in, and what an administrator sees of it. */
export interface Auth {
  readonly mode: AuthMode
  /** Cookies and answers travel unencrypted between users and the server (`ALLOW_HTTP`). */
  readonly isInsecure: boolean
  /** @returns null where nobody is signed in. @throws Refusal for a token or role that does not count */
  identify(request: FastifyRequest): Promise<User | null>
  /** What `/api/about` says of the day's use. */
  usage(user: User): Promise<About['usage']>
  /** Registers `/auth/…` and the rules for cookies. */
  register(app: FastifyInstance): Promise<void>
  /** Registers what only an administrator may read; `app` has the prefix `/api`. */
  registerAdmin(app: FastifyInstance): void
}

export interface AuthOptions {
  readonly mode: AuthMode
  readonly db: Database
  readonly tokensFile: string
  /** `AUTH_PROXY_PEERS`. */
  readonly peers: readonly string[]
  readonly headers: ProxyHeaders | null
  /** Null unless `mode` is `oidc`, which needs `publicUrl` too. */
  readonly oidc: OidcSettings | null
  /** `PUBLIC_URL`, or null on loopback. */
  readonly publicUrl: string | null
  readonly caps: DailyCaps
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
}

/** @throws TokenFileError if there is a token file that cannot be used */
export async function openAuth(options: AuthOptions): Promise<Auth> {
  const { mode, db, peers, headers, publicUrl, caps, nowMs, log } = options
  const isSecure = publicUrl?.startsWith('https://') ?? false
  const tokens = new Tokens(options.tokensFile, log)
  const provider = options.oidc && publicUrl !== null ? new IdentityProvider(options.oidc, publicUrl) : null
  // Not awaited: the server answers scripts and signed-in users without it.
  void provider?.introduce(log)
  const sessions = new Sessions({ db, tokens, provider, nowMs, log })
  const attempts = new Attempts(nowMs)
  const cookie = new SecretCookie(isSecure, 'fairway', LONGEST_MS)
  const access = new Access({
    mode,
    sessions,
    tokens,
    attempts,
    cookieName: cookie.name,
    peers: new Peers(peers),
    headers,
  })
  const signIn = { db, sessions, tokens, attempts, cookie, nowMs }
  return {
    mode,
    isInsecure: publicUrl !== null && !isSecure,
    identify: (request) => access.identify(request),
    async usage({ name }) {
      const { all, user, resetsAtMs } = await usedToday(db, name, nowMs())
      return {
        used: all,
        cap: caps.all,
        userUsed: user,
        userCap: caps.user,
        resetsAt: new Date(resetsAtMs).toISOString(),
      }
    },
    async register(app) {
      await app.register(fastifyCookie)
      await app.register(async (scope) => {
        scope.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
        if (mode === 'token') registerTokenSignIn(scope, signIn)
        await scope.register(rateLimit, signInRate)
        if (provider) registerOidc(scope, { ...signIn, provider })
        if (mode === 'token' || provider) registerSignOut(scope, signIn, () => provider?.endSessionUrl() ?? null)
        scope.addHook('onClose', () => provider?.close())
      })
    },
    registerAdmin: (app) => registerAdmin(app, { db, sessions, nowMs }),
  }
}

/** `AUTH=none` without a database: nobody signs in, and nothing is counted. */
export const openToAll: Auth = {
  mode: 'none',
  isInsecure: false,
  identify: () => Promise.resolve(soleUser),
  usage: () => Promise.resolve(null),
  register: () => Promise.resolve(),
  registerAdmin: () => undefined,
}
