import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Role } from '#src/domain/metocean/wire/contract.ts'
import { createApp } from '#src/server/app.ts'
import { addToken } from '#src/server/auth/token-file.ts'
import { userOf } from '#src/server/auth/user.ts'
import type { Database } from '#src/server/db/database.ts'
import type { Backend } from '#src/server/http/backend.ts'
import { createLog } from '#src/server/http/logging.ts'
import { openTestAuth, type SignInSetup } from './embedded.ts'

/** A site with a sign-in and next to no service behind it: `GET /api/me` says who asks. */
export interface Site {
  readonly app: FastifyInstance
  /** Sent like the page's own requests, but for what `options` say. */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, options?: InjectOptions): Promise<LightMyRequestResponse>
  /** Everything that was logged, as text. */
  log(): string
  /** Until the returned function is called, `GET /api/me` waits after it has recognised the user. */
  hold(): { readonly reached: Promise<void>; readonly release: () => void }
}

export interface SiteSetup extends SignInSetup {
  readonly db: Database
  readonly clock?: { nowMs: number }
}

export async function openSite({ db, clock, ...setup }: SiteSetup): Promise<Site> {
  const lines: string[] = []
  const log = createLog(
    'trace',
    new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) }),
  )
  const nowMs = () => clock?.nowMs ?? Date.now()
  let gate: Promise<void> | null = null
  let reached = () => undefined as void
  const backend: Backend = {
    about: {
      mode: 'embedded',
      source: 'Made up for a test',
      synthetic: true,
      mail: { available: false, reason: 'none' },
      capabilities: [],
    },
    register: (app) =>
      app.get('/me', async (request) => {
        const user = userOf(request)
        reached()
        await gate
        return { ...user, address: request.ip }
      }),
    check: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
  const app = await createApp({
    auth: await openTestAuth(setup, { db, nowMs, log }),
    library: null,
    peers: setup.peers ?? [],
    backend,
    version: '0.0.0-test',
    nowMs,
    publicUrl: setup.publicUrl ?? null,
    webRoot: null,
    log,
  })
  return {
    app,
    log: () => lines.join(''),
    ask: (method, path, { headers, ...options } = {}) =>
      app.inject({ method, url: path, headers: { 'x-fairway': '1', ...headers }, ...options }),
    hold() {
      const waiting = new Promise<void>((resolve) => (reached = resolve))
      let release = () => undefined as void
      gate = new Promise<void>((resolve) => (release = resolve)).then(() => void (gate = null))
      return { reached: waiting, release }
    },
  }
}

/** A token file of its own. @returns its path, and the token of each name */
export function makeTokenFile<Name extends string>(
  users: Readonly<Record<Name, Role>>,
): { readonly path: string; readonly tokens: Readonly<Record<Name, string>> } {
  const path = join(mkdtempSync(join(tmpdir(), 'fairway-tokens-')), 'tokens.json')
  const tokens = {} as Record<Name, string>
  for (const name of Object.keys(users) as Name[])
    tokens[name] = addToken(path, { name, role: users[name], email: `${name}@ship.example` })
  return { path, tokens }
}

/** The cookies that an answer sets, `name=value`, as a browser would send them back; removed ones are left out. */
export const cookiesOf = (response: LightMyRequestResponse): string =>
  response.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
