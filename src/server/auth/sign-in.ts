import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { SignOutAnswer } from '#src/domain/metocean/wire/contract.ts'
import { recordDeed } from '../db/audit.ts'
import type { Database } from '../db/database.ts'
import { wrongToken } from './access.ts'
import type { Attempts } from './attempts.ts'
import type { Sessions } from './sessions.ts'
import { sha256, type Tokens } from './token-file.ts'

export interface SignInDeps {
  readonly db: Database
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly attempts: Attempts
  readonly cookie: SecretCookie
  readonly nowMs: () => number
}

/** A cookie that stands for a row: for the whole site, unreadable to scripts, and over https bound to this very host. */
export class SecretCookie {
  readonly name: string
  readonly isSecure: boolean
  readonly #longestMs: number

  /**
   * @param isSecure users reach the site by https
   * @param longestMs after which the browser need not keep it; when it is of no use any more, the server decides
   */
  constructor(isSecure: boolean, name: string, longestMs: number) {
    this.isSecure = isSecure
    this.name = isSecure ? `__Host-${name}` : name
    this.#longestMs = longestMs
  }

  set(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, { ...this.#always, maxAge: this.#longestMs / 1000 })
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.#always)
  }

  get #always() {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'lax' } as const
  }
}

const TokenBody = z.strictObject({ token: z.string().trim().min(1).max(200) })

/** `AUTH=token`: a token opens a session. */
export function registerTokenSignIn(app: FastifyInstance, deps: SignInDeps): void {
  const { db, sessions, tokens, attempts, cookie, nowMs } = deps
  app.post('/auth/sign-in', async (request, reply) => {
    attempts.check(request.ip)
    const body = TokenBody.safeParse(request.body)
    const hash = body.success ? sha256(body.data.token) : ''
    const user = body.success ? tokens.byHash(hash) : null
    request.user = user
    const by = { address: request.ip, requestId: request.id }
    if (user === null) {
      attempts.failed(request.ip, request.id)
      await recordDeed(db, { ...by, user: { name: '' } }, { action: 'sign-in refused', atMs: nowMs() })
      throw wrongToken()
    }
    // The cookie that came, if any, is not used again: whoever knew it does not get into the new session.
    const before = request.cookies[cookie.name]
    if (before) await sessions.end(sha256(before))
    cookie.set(reply, await sessions.open({ user, tokenHash: hash, held: null, address: request.ip }))
    await recordDeed(db, { ...by, user }, { action: 'signed in', atMs: nowMs() })
    return { user: user.name, role: user.role }
  })
}

/**
 * POST /auth/sign-out: ends the session on the server and the cookie in the browser; harmless without one.
 * @param endedElsewhere where the browser may go on to end the identity provider's session too, or null
 */
export function registerSignOut(
  app: FastifyInstance,
  { db, sessions, cookie, nowMs }: SignInDeps,
  endedElsewhere: () => string | null,
): void {
  app.post('/auth/sign-out', async (request, reply): Promise<SignOutAnswer> => {
    const secret = request.cookies[cookie.name]
    const name = secret ? await sessions.end(sha256(secret)) : null
    if (name !== null) {
      const by = { user: { name }, address: request.ip, requestId: request.id }
      await recordDeed(db, by, { action: 'signed out', atMs: nowMs() })
    }
    cookie.clear(reply)
    return { next: endedElsewhere() }
  })
}
