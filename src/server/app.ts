import { randomUUID } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { bounds } from '#src/domain/metocean/wire/contract.ts'
import { registerDescription } from './api/page.ts'
import type { Auth } from './auth/auth.ts'
import type { Backend } from './http/backend.ts'
import { checkRequest, isApi, securityHeaders } from './http/browser-rules.ts'
import { rateCaps } from './http/caps.ts'
import { answerWhileClosing } from './http/closing.ts'
import { Refusal, refuseUnreadable, sendError } from './http/http-error.ts'
import { acceptJsonOnly, limitReceiving, receivingLimits, type ReceivingLimits } from './http/request-body.ts'
import { logRequests } from './http/logging.ts'
import { registerStatus } from './http/status.ts'
import { serveFiles } from './http/static-files.ts'
import type { Library } from './library/library.ts'
import { measureRequests } from './monitoring/metrics.ts'
import { registerProbes } from './monitoring/probes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The task it is about, as the service names it, once known; for the log. */
    taskId: string | null
  }
}

export interface AppDeps {
  readonly backend: Backend
  readonly version: string
  readonly nowMs: () => number
  /** `PUBLIC_URL`, or null on loopback. */
  readonly publicUrl: string | null
  /** The built page, or null: only the API. */
  readonly webRoot: string | null
  readonly log: FastifyBaseLogger
  readonly auth: Auth
  /** Null: only the contract is served, as some tests want it. */
  readonly library: Library | null
  /** Peers whose word about a client's address counts: the proxy in front. */
  readonly peers: readonly string[]
  /** Other limits than the product's, for tests. */
  readonly receiving?: ReceivingLimits
}

/** Answered without a session: whether anyone is signed in, and whether the server works. */
const withoutUser = new Set(['/api/about', '/api/health'])

/** The whole server without a port: tests send requests to it with `inject`. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const headers = securityHeaders(deps.publicUrl?.startsWith('https://') ?? false)
  const receiving = deps.receiving ?? receivingLimits
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: bounds.otherBytes,
    requestTimeout: receiving.largeBodyMs,
    http: {
      headersTimeout: receiving.headersMs,
      connectionsCheckingInterval: receiving.checkMs,
      requireHostHeader: false, // refused in our own words
    },
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket, headers),
    return503OnClosing: false, // refused in our own words
    forceCloseConnections: 'idle',
    trustProxy: deps.peers.length > 0 ? [...deps.peers] : false,
    // An address that cannot even be decoded never reaches a hook.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply.headers(headers)),
  })
  // An expectation that nobody knows is no reason to refuse, least of all in Node's bare words.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.decorateRequest('user', null)
  app.decorateRequest('taskId', null)
  app.setErrorHandler(sendError)
  logRequests(app)
  measureRequests(app)
  acceptJsonOnly(app, receiving)
  limitReceiving(app, receiving.smallBodyMs)

  const { auth } = deps
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (isApi(request)) reply.header('cache-control', 'no-store')
    checkRequest(request, { publicUrl: deps.publicUrl, isOpen: auth.mode === 'none' })
  })
  await auth.register(app)
  // The page and its sign-in are for everyone; all of the API but what a page needs to know first is for users.
  app.addHook('onRequest', async (request) => {
    if (!isApi(request)) return
    request.user = await auth.identify(request)
    if (request.user === null && !withoutUser.has(request.routeOptions.url ?? ''))
      throw new Refusal(401, 'signed-out', 'Your session has ended. Sign in to go on; nothing is lost.')
  })

  answerWhileClosing(app)

  await app.register(
    async (api) => {
      await api.register(rateLimit, rateCaps)
      registerStatus(api, deps)
      registerDescription(api, deps)
      auth.registerAdmin(api)
      deps.library?.register(api)
      deps.backend.register(api)
    },
    { prefix: '/api' },
  )
  registerProbes(app, deps)
  if (deps.webRoot) await serveFiles(app, deps.webRoot)
  app.setNotFoundHandler((request) => {
    throw new Refusal(
      404,
      'not-found',
      `There is nothing at ${request.method} ${request.url.split('?')[0]?.slice(0, 200)}.`,
    )
  })
  return app
}
