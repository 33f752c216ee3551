import { randomUUID } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { limits } from '#src/domain/metocean/contract.ts'
import type { Backend } from './http/backend.ts'
import { checkRequest, isApi } from './http/browser-rules.ts'
import { securityHeaders } from './http/headers.ts'
import { HttpError, sendError } from './http/http-error.ts'
import { acceptJsonOnly, LARGE_BODY_MS, limitReceiving } from './http/json-body.ts'
import { logRequests } from './http/logging.ts'
import { registerStatus } from './http/status.ts'
import { serveFiles } from './http/static-files.ts'

/** Per address and minute; a page polls a few times a minute, so only a runaway loop comes here. */
const REQUESTS_PER_MINUTE = 30_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as Fairway knows them. */
    user: string
  }
}

export interface AppDeps {
  readonly backend: Backend
  readonly version: string
  readonly nowMs: () => number
  /** `PUBLIC_URL`, or null on loopback. */
  readonly publicUrl: string | null
  /** The built page, or null: the API alone. */
  readonly webRoot: string | null
  readonly log: FastifyBaseLogger
}

const noCounters = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }

/** The whole server without a port: tests send requests to it with `inject`. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const headers = securityHeaders(deps.publicUrl?.startsWith('https://') ?? false)
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.otherBytes,
    requestTimeout: LARGE_BODY_MS,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    // An address that cannot even be decoded never reaches a hook.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply.headers(headers)),
  })
  app.decorateRequest('user', '')
  app.setErrorHandler(sendError)
  logRequests(app)
  acceptJsonOnly(app)
  limitReceiving(app)

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (isApi(request)) reply.header('cache-control', 'no-store')
    checkRequest(request, { publicUrl: deps.publicUrl, isOpen: true })
    request.user = 'operator' // AUTH=none: whoever reaches loopback is the operator
  })

  await app.register(async (api) => {
    await api.register(rateLimit, {
      max: REQUESTS_PER_MINUTE,
      timeWindow: '1 minute',
      errorResponseBuilder: tooMany,
      addHeadersOnExceeding: noCounters,
      addHeaders: { ...noCounters, 'retry-after': true },
    })
    registerStatus(api, deps)
    deps.backend.register(api)
  }, { prefix: '/api' })
  if (deps.webRoot) await serveFiles(app, deps.webRoot)
  app.setNotFoundHandler((request) => {
    throw new HttpError(404, 'not-found', `There is nothing at ${request.method} ${request.url.split('?')[0]?.slice(0, 200)}.`)
  })
  return app
}

const tooMany = () => new HttpError(429, 'busy', 'Too many requests from this address; wait a minute.')

