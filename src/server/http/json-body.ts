import type { FastifyInstance, FastifyRequest } from 'fastify'
import { limits } from '#src/domain/metocean/wire/contract.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A request with up to 200,000 points: more bytes, and more time to send them. */
    isLargeBody?: boolean
  }
}

/** How long a client may take to send. Milliseconds; one object, so that tests can scale it. */
export interface ReceivingLimits {
  readonly headersMs: number
  readonly smallBodyMs: number
  /** Headers and body of the posts that carry points; nothing takes longer. */
  readonly largeBodyMs: number
  /** Connections that are late are looked for this often. */
  readonly checkMs: number
}

export const receivingLimits: ReceivingLimits = {
  headersMs: 10_000,
  smallBodyMs: 30_000,
  largeBodyMs: 120_000,
  checkMs: 5_000,
}

/** Route options of the two posts that carry points. */
export const largeBody = { bodyLimit: limits.requestBytes, config: { isLargeBody: true } } as const

/**
 * JSON is the only body there is, and an empty one counts as none: a script's bare cancel may still say
 * application/json.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else void parseJson(request, body as string, done)
  })
}

/** Closes a connection that drips a small body; the handler itself may take as long as it needs. */
export function limitReceiving(app: FastifyInstance, smallBodyMs: number): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>()
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.isLargeBody) return
    const timer = setTimeout(() => request.raw.destroy(), smallBodyMs)
    timer.unref()
    timers.set(request, timer)
  })
  app.addHook('preValidation', async (request) => clearTimeout(timers.get(request)))
  app.addHook('onResponse', async (request) => clearTimeout(timers.get(request)))
}
