import { randomUUID } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { bounds } from '#src/domain/metocean/wire/contract.ts'
import { registerDescription } from './api/page.ts'
import type { Backend } from './http/backend.ts'
import { checkRequest, isApi, securityHeaders } from './http/browser-rules.ts'
import { rateCaps } from './http/caps.ts'
import { Refusal, sendError } from './http/http-error.ts'
import { acceptJsonOnly, limitReceiving, receivingLimits, type ReceivingLimits } from './http/request-body.ts'
import { logRequests } from './http/logging.ts'
import { registerStatus } from './http/status.ts'
import { serveFiles } from './http/static-files.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as Fairway knows them. */
    user: string
    /** The task it is about, as the service names it, once that is known; for the log. */
    taskId: string | null
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
  /** Other limits than the product's, for tests. */
  readonly receiving?: ReceivingLimits
}

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
    http: { headersTimeout: receiving.headersMs, connectionsCheckingInterval: receiving.checkMs },
    forceCloseConnections: 'idle',
    // An address that cannot even be decoded never reaches a hook.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply.headers(headers)),
  })
  app.decorateRequest('user', '')
  app.decorateRequest('taskId', null)
  app.setErrorHandler(sendError)
  logRequests(app)
  acceptJsonOnly(app)
  limitReceiving(app, receiving.smallBodyMs)

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (isApi(request)) reply.header('cache-control', 'no-store')
    checkRequest(request, { publicUrl: deps.publicUrl, isOpen: true })
    request.user = 'operator' // AUTH=none: whoever reaches loopback is the operator
  })

  await app.register(
    async (api) => {
      await api.register(rateLimit, rateCaps)
      registerStatus(api, deps)
      registerDescription(api, deps)
      deps.backend.register(api)
    },
    { prefix: '/api' },
  )
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
