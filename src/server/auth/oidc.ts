import { and, eq, gt, lt } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import type { SignInRefusal } from '#src/domain/metocean/wire/contract.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { recordDeed } from '../db/audit.ts'
import { type Database, orm } from '../db/database.ts'
import { identity, signIn } from '../db/schema.ts'
import { Refusal } from '../http/http-error.ts'
import { type IdentityProvider, providerFault, type ProviderUser, reasonOf } from './provider.ts'
import { heldOf } from './sessions.ts'
import { SecretCookie, type SignInDeps } from './sign-in.ts'
import { newSecret, sha256 } from './token-file.ts'

interface OidcDeps extends SignInDeps {
  readonly provider: IdentityProvider
}

/** From the link to the way back. Milliseconds. */
const LONGEST_SIGN_IN_MS = 10 * MINUTE_MS

/**
 * `AUTH=oidc`: `GET /auth/start?return=/v/…` leads a browser to the identity provider, which leads it back to
 * `GET /auth/callback`. Both answer with redirects: to the path asked for, or to `/sign-in?refused=` with a code.
 */
export function registerOidc(app: FastifyInstance, deps: OidcDeps): void {
  const { db, sessions, cookie, provider, nowMs } = deps
  const pendingCookie = new SecretCookie(cookie.isSecure, 'fairway-sign-in', LONGEST_SIGN_IN_MS)

  app.get<{ Querystring: Record<string, unknown> }>('/auth/start', async (request, reply) => {
    const returnTo = ownPath(request.query['return'] ?? '/')
    if (returnTo === null) throw new Refusal(400, 'request-refused', 'return must be a path of this site.')
    const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
    const there = await provider.begin(checks).catch((error: unknown) => refuse(error, request, reply))
    if (!(there instanceof URL)) return there
    const secret = newSecret()
    const now = nowMs()
    await orm(db)
      .delete(signIn)
      .where(lt(signIn.createdAt, new Date(now - LONGEST_SIGN_IN_MS)))
    await orm(db)
      .insert(signIn)
      .values({ id: sha256(secret), ...checks, returnTo, createdAt: new Date(now) })
    pendingCookie.set(reply, secret)
    return reply.redirect(there.href)
  })

  app.get('/auth/callback', async (request, reply) => {
    const secret = request.cookies[pendingCookie.name]
    const pending = secret ? await takePending(db, secret, nowMs()) : null
    pendingCookie.clear(reply)
    if (!pending) return toSignIn(reply, 'expired')
    const by = { address: request.ip, requestId: request.id }
    const known = await provider
      .finish(request.raw.url?.split('?')[1] ?? '', pending)
      .catch((error: unknown) => refuse(error, request, reply))
    const name = 'subject' in known ? await nameOf(db, known) : ''
    if (!('subject' in known) || known.role === null) {
      await recordDeed(db, { ...by, user: { name } }, { action: 'sign-in refused', atMs: nowMs() })
      return 'subject' in known ? toSignIn(reply, 'no-role') : known
    }
    const user = { name, role: known.role, email: known.email }
    request.user = user
    // The cookie that came, if any, is not used again: whoever knew it does not get into the new session.
    const before = request.cookies[cookie.name]
    if (before) await sessions.end(sha256(before))
    cookie.set(reply, await sessions.open({ user, tokenHash: null, held: heldOf(known), address: request.ip }))
    await recordDeed(db, { ...by, user }, { action: 'signed in', atMs: nowMs() })
    return reply.redirect(pending.returnTo)
  })
}

/** A path of this site, as it was given; null for whatever could lead elsewhere. */
export function ownPath(path: unknown): string | null {
  if (typeof path !== 'string' || path.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return null
  return new URL(path, 'http://own.invalid').host === 'own.invalid' ? path : null
}

/** What a browser began, once: a second callback finds nothing. */
async function takePending(db: Database, secret: string, nowMs: number): Promise<typeof signIn.$inferSelect | null> {
  const isInTime = gt(signIn.createdAt, new Date(nowMs - LONGEST_SIGN_IN_MS))
  const [row] = await orm(db)
    .delete(signIn)
    .where(and(eq(signIn.id, sha256(secret)), isInTime))
    .returning()
  return row ?? null
}

/**
 * The name by which Fairway knows a user. Tasks, caps and rights go by names, and a provider may rename a user or give
 * a name to another: so it is kept from the first sign-in, and a second user of that name gets a number behind it.
 */
async function nameOf(db: Database, { subject, name }: ProviderUser): Promise<string> {
  for (let n = 1; ; n += 1) {
    const [known] = await orm(db).select().from(identity).where(eq(identity.subject, subject))
    if (known) return known.userName
    await orm(db)
      .insert(identity)
      .values({ subject, userName: n === 1 ? name : `${name} (${n})` })
      .onConflictDoNothing()
  }
}

const toSignIn = (reply: FastifyReply, code: SignInRefusal) => reply.redirect(`/sign-in?refused=${code}`)

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = providerFault(error)
  request.log.warn({ fault, reason: reasonOf(error) }, 'a sign-in led to nothing')
  return toSignIn(reply, fault === 'away' ? 'unavailable' : fault)
}
