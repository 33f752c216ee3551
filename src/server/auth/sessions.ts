import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { and, desc, eq, inArray, lt, or } from 'drizzle-orm'
import type { FastifyBaseLogger } from 'fastify'
import { z } from 'zod'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { batched } from '../db/batched.ts'
import { type Database, orm, type Queryable } from '../db/database.ts'
import { userSession as session } from '../db/schema.ts'
import { type IdentityProvider, type ProviderUser, providerFault, reasonOf } from './provider.ts'
import { newSecret, sha256, type Tokens } from './token-file.ts'
import type { User } from './user.ts'

/** Without a request for this long a session ends. Milliseconds. */
const IDLE_MS = 12 * HOUR_MS
/** However busy, it ends then. Milliseconds. */
export const LONGEST_MS = 7 * DAY_MS
/** How often its last use is written: polls come every few seconds. Milliseconds. */
const SEEN_EVERY_MS = MINUTE_MS
/** How often the identity provider is asked whether a user may still come in. Milliseconds. */
const CHECK_EVERY_MS = 10 * MINUTE_MS

export interface SessionRow {
  readonly id: string
  readonly userName: string
  readonly role: User['role']
  readonly createdAt: Date
  readonly seenAt: Date
  readonly address: string
}

interface NewSession {
  readonly user: User
  /** Of the token it is opened with; null: the identity provider answers for the user. */
  readonly tokenHash: string | null
  /** With which the provider can be asked again; null: it gave nothing for that. */
  readonly held: Held | null
  /** Of the client. */
  readonly address: string
}

/** What the identity provider gave to ask it again. */
const Held = z.object({ subject: z.string(), refreshToken: z.string() })
type Held = z.infer<typeof Held>

/** @returns null where the provider gave nothing to ask it again */
export const heldOf = ({ subject, refreshToken }: ProviderUser): Held | null =>
  refreshToken === null ? null : { subject, refreshToken }

interface SessionsOptions {
  readonly db: Database
  readonly tokens: Tokens
  /** Null unless it signs users in; otherwise tokens do. */
  readonly provider: Pick<IdentityProvider, 'refresh'> | null
  readonly nowMs: () => number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>
}

type Row = typeof session.$inferSelect

/**
 * Browsers that are signed in: rows in the database, so that a sign-out or an administrator ends them at once, on every
 * server. A cookie is never made valid again.
 */
export class Sessions {
  readonly #db: Database
  readonly #tokens: Tokens
  readonly #provider: SessionsOptions['provider']
  readonly #nowMs: () => number
  readonly #log: SessionsOptions['log']
  /** One reading for all who ask at the same time, and none begun before they asked: what has ended is seen at once. */
  readonly #look: (id: string) => Promise<Row | undefined>

  constructor({ db, tokens, provider, nowMs, log }: SessionsOptions) {
    this.#db = db
    this.#tokens = tokens
    this.#provider = provider
    this.#nowMs = nowMs
    this.#log = log
    this.#look = batched(async (ids: readonly string[]) => {
      const rows = await orm(db)
        .select()
        .from(session)
        .where(inArray(session.id, [...ids]))
      return new Map(rows.map((row) => [row.id, row]))
    })
  }

  /** @returns the value for the cookie, which is kept nowhere */
  async open({ user, tokenHash, held, address }: NewSession): Promise<string> {
    await removeOverSessions(this.#db, this.#nowMs())
    const secret = newSecret()
    const now = new Date(this.#nowMs())
    await orm(this.#db)
      .insert(session)
      .values({
        id: sha256(secret),
        userName: user.name,
        role: user.role,
        email: user.email,
        tokenHash,
        createdAt: now,
        seenAt: now,
        address,
        ...(held && { sealed: seal(held, secret), checkedAt: now }),
      })
    return secret
  }

  /**
   * Whose session it is, and notes its use. One opened with a token lasts as long as the token, and has its role now;
   * one of the identity provider as long as the provider, asked now and then, lets the user in.
   * @returns null where it has ended
   */
  async find(secret: string): Promise<User | null> {
    const id = sha256(secret)
    const now = this.#nowMs()
    const row = await this.#look(id)
    if (!row) return null
    const isOver = now - row.seenAt.getTime() > IDLE_MS || now - row.createdAt.getTime() > LONGEST_MS
    const user = isOver ? null : this.#userOf(row)
    if (user === null) {
      await this.end(id)
      return null
    }
    if (row.checkedAt !== null && now - row.checkedAt.getTime() > CHECK_EVERY_MS)
      return this.#askAgain(row, secret, user)
    // An update of a row that was removed meanwhile changes nothing: an ended session cannot come back.
    if (now - row.seenAt.getTime() > SEEN_EVERY_MS)
      await orm(this.#db)
        .update(session)
        .set({ seenAt: new Date(now) })
        .where(eq(session.id, id))
    return user
  }

  /** Null where the token has been revoked, or where users sign in another way now. */
  #userOf({ userName, role, email, tokenHash }: Row): User | null {
    if ((tokenHash === null) !== (this.#provider !== null)) return null
    return tokenHash === null ? { name: userName, role, email } : this.#tokens.byHash(tokenHash)
  }

  /** Asks the provider whether the user may still come in, and with which role. */
  async #askAgain({ id, sealed, checkedAt }: Row, secret: string, user: User): Promise<User | null> {
    const now = new Date(this.#nowMs())
    // One request asks, of whichever server: a refresh token is often good only once. The others go on meanwhile.
    const [claimed] = await orm(this.#db)
      .update(session)
      .set({ checkedAt: now, seenAt: now })
      .where(and(eq(session.id, id), checkedAt === null ? undefined : eq(session.checkedAt, checkedAt)))
      .returning()
    if (!claimed || sealed === null || this.#provider === null) return user
    const held = Held.parse(unseal(sealed, secret))
    let asked: ProviderUser
    try {
      asked = await this.#provider.refresh(held.subject, held.refreshToken)
    } catch (error) {
      const fault = providerFault(error)
      this.#log.warn({ user: user.name, fault, reason: reasonOf(error) }, 'a session could not be renewed')
      if (fault === 'away') return user
      await this.end(id)
      return null
    }
    if (asked.role === null) {
      this.#log.info({ user: user.name }, 'a session ended: the user has no role any more')
      await this.end(id)
      return null
    }
    const renewed = { role: asked.role, email: asked.email }
    const [kept] = await orm(this.#db)
      .update(session)
      .set({ ...renewed, sealed: seal(heldOf(asked) ?? held, secret) })
      .where(eq(session.id, id))
      .returning()
    return kept ? { ...user, ...renewed } : null
  }

  /** @returns whose it was, or null for none */
  async end(id: string): Promise<string | null> {
    const [row] = await orm(this.#db).delete(session).where(eq(session.id, id)).returning()
    return row?.userName ?? null
  }

  /** Every session that has not ended, the last used first. */
  async list(): Promise<readonly SessionRow[]> {
    await removeOverSessions(this.#db, this.#nowMs())
    return orm(this.#db).select().from(session).orderBy(desc(session.seenAt))
  }
}

/** Removes sessions whose time is over, whoever may use them. */
export async function removeOverSessions(db: Queryable, nowMs: number): Promise<void> {
  const before = (ms: number) => new Date(nowMs - ms)
  await orm(db)
    .delete(session)
    .where(or(lt(session.seenAt, before(IDLE_MS)), lt(session.createdAt, before(LONGEST_MS))))
}

const CIPHER = 'aes-256-gcm'

/** Only the cookie opens it again, and that is kept nowhere: a copy of the database holds no token of the provider. */
function seal(held: Held, secret: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv(CIPHER, keyFrom(secret), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(held)), cipher.final()])
  return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.')
}

function unseal(text: string, secret: string): unknown {
  const [iv, tag, sealed] = text.split('.').map((part) => Buffer.from(part, 'base64url'))
  if (!iv || !tag || !sealed) throw new Error('a session is damaged')
  const cipher = createDecipheriv(CIPHER, keyFrom(secret), iv, { authTagLength: 16 }).setAuthTag(tag)
  return JSON.parse(Buffer.concat([cipher.update(sealed), cipher.final()]).toString())
}

const keyFrom = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'fairway session', 32))
