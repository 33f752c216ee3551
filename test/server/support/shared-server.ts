import type { LightMyRequestResponse } from 'fastify'
import type { Visibility } from '#src/server/auth/user.ts'
import type { Database } from '#src/server/db/database.ts'
import { startUpstream } from '#test/support/upstream/upstream.ts'
import { openEmbedded } from './embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway } from './gateway.ts'
import { makeTokenFile } from './site.ts'

const { path: tokensFile, tokens } = makeTokenFile({
  anna: 'operator',
  bert: 'operator',
  vera: 'viewer',
  root: 'admin',
})
export type Name = keyof typeof tokens

/** To open a server with its database, on a busy machine. Milliseconds. */
export const OPENING_MS = 60_000

const signIn = { mode: 'token' as const, tokensFile }
/** Points × variables a day. */
const caps = { all: 100, user: 60 }

/** A server of either kind, shared by several users. */
export interface SharedServer {
  readonly db: Database
  readonly clock: { nowMs: number }
  get(path: string, who: Name): Promise<LightMyRequestResponse>
  post(path: string, who: Name, body?: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** Requests that reached the service: whoever computes the answers. */
  reached(): Promise<number>
  close(): Promise<void>
}

type Plain = Pick<Awaited<ReturnType<typeof openEmbedded>>, 'get' | 'post'>

const as = ({ get, post }: Plain): Pick<SharedServer, 'get' | 'post'> => ({
  get: (path, who) => get(path, { 'x-api-key': tokens[who] }),
  post: (path, who, body, headers) => post(path, body, { 'x-api-key': tokens[who], ...headers }),
})

async function embedded(visibility: Visibility): Promise<SharedServer> {
  const server = await openEmbedded({ signIn, caps, visibility })
  server.sampler.hold() // so that tasks stay pending
  const reached = async () => Number((await server.db.query<{ n: string }>('SELECT count(*) AS n FROM task'))[0]?.n)
  return { db: server.db, clock: server.clock, reached, ...as(server), close: () => server.close() }
}

async function gateway(visibility: Visibility): Promise<SharedServer> {
  const database = await openTestDatabase()
  const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51) }
  const upstream = await startUpstream(CANARY_KEY, { nowMs: () => clock.nowMs })
  const server = await openTestGateway({
    db: database.db,
    requestsUrl: upstream.url,
    nowMs: () => clock.nowMs,
    signIn: { ...signIn, caps },
    caps,
    visibility,
  })
  return {
    db: database.db,
    clock,
    ...as(server),
    reached: () => Promise.resolve(upstream.ledger.received.length),
    async close() {
      await server.close()
      await upstream.close()
      await database.close()
    },
  }
}

/** Each with four users and their daily caps; tasks stay pending. */
export const eitherServer = [
  ['embedded service', embedded],
  ['gateway', gateway],
] as const
