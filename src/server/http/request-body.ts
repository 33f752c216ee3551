import { randomUUID } from 'node:crypto'
import { finished, type Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Piscina } from 'piscina'
import { bounds, SUBMISSION_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { workerEntry } from '../worker-entry.ts'
import type { BodyReply, BodyTask } from './body-worker.ts'
import {
  type BodyForm,
  checkBody,
  type CheckedBody,
  type CheckedRequest,
  notAnObject,
  refuseDepth,
} from './checked-body.ts'
import { Refusal } from './http-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A body of more bytes, with more time to send them; checked, and handed over in this form. */
    largeBody?: BodyForm
  }
}

/** What clients may take while they send. Milliseconds, bytes; one object, so that tests can scale it. */
export interface ReceivingLimits {
  readonly headersMs: number
  readonly smallBodyMs: number
  /** Headers and body of the posts with points; nothing may take longer. */
  readonly largeBodyMs: number
  /** How often late connections are looked for. */
  readonly checkMs: number
  /** Of all bodies together that are being received or checked. */
  readonly heldBytes: number
}

export const receivingLimits: ReceivingLimits = {
  headersMs: 10_000,
  smallBodyMs: 30_000,
  largeBodyMs: 120_000,
  checkMs: 5_000,
  heldBytes: 8 * bounds.requestBytes,
}

/** Route options of a call whose body may be large. @param form what its handler finds in `request.body` */
export const largeBody = (form: BodyForm, bodyLimit: number = bounds.requestBytes) =>
  ({ bodyLimit, config: { largeBody: form } }) as const

/**
 * Accepts only JSON bodies, and takes an empty one as none: a script's bare cancel may still say application/json.
 */
export function acceptJsonOnly(app: FastifyInstance, { heldBytes }: ReceivingLimits): void {
  const incoming = new IncomingBodies(heldBytes)
  const checker = new BodyChecker()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) => {
    const { bodyLimit = bounds.otherBytes, config } = request.routeOptions
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw bodyEncoded()
    return incoming.read(payload, { bodyLimit, announced: Number(request.headers['content-length']) }, (bytes) => {
      if (bytes.length === 0) return undefined
      if (config.largeBody) return checker.check(bytes, config.largeBody)
      refuseDepth(bytes)
      return new Promise((resolve, reject) => {
        void parseJson(request, new TextDecoder().decode(bytes), (error, body) =>
          error ? reject(error) : resolve(body),
        )
      })
    })
  })
  app.addHook('onClose', () => checker.close())
}

/** No memory for one more body at the moment; nothing of the request was done. */
class TooManyBodies extends Refusal {
  override readonly retryAfter = '10'

  constructor() {
    super(503, 'busy', 'This server is receiving as many large requests as it can hold. Send yours again in a moment.')
  }
}

const bodyEncoded = () =>
  new Refusal(
    415,
    'json-only',
    'This server does not unpack bodies: send the body uncompressed, without Content-Encoding.',
  )

const bodyTooLarge = () => new Refusal(413, 'body-too-large', 'The body is larger than this address accepts.')

/** Receives bodies whole, and holds only so many bytes of all of them together. */
class IncomingBodies {
  readonly #mostBytes: number
  #heldBytes = 0

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** @param use gets the whole body; it counts as held until this is done. @throws Refusal */
  async read<T>(
    payload: Readable,
    { bodyLimit, announced }: { readonly bodyLimit: number; readonly announced: number },
    use: (bytes: Uint8Array<ArrayBuffer>) => T | Promise<T>,
  ): Promise<T> {
    if (announced > bodyLimit) throw bodyTooLarge()
    const chunks: Buffer[] = []
    let length = 0
    let refusal: Refusal | null = null
    const refuse = (reason: Refusal) => {
      refusal = reason
      this.#heldBytes -= length
      length = 0
      chunks.length = 0
    }
    try {
      await new Promise<void>((resolve, reject) => {
        let receivedBytes = 0
        payload.on('data', (chunk: Buffer) => {
          receivedBytes += chunk.length
          if (receivedBytes > bodyLimit) {
            refuse(bodyTooLarge())
            return reject(bodyTooLarge())
          }
          if (refusal) return
          if (this.#heldBytes + chunk.length > this.#mostBytes) return refuse(new TooManyBodies())
          chunks.push(chunk)
          length += chunk.length
          this.#heldBytes += chunk.length
        })
        // A client that is refused while it sends would meet a broken connection, not the reason: the rest is dropped.
        finished(payload, { writable: false }, (error) => {
          if (refusal) reject(refusal)
          else if (error) reject(new Refusal(400, 'body-incomplete', 'The body ended before it was complete.'))
          else resolve()
        })
      })
      const bytes = new Uint8Array(length)
      let at = 0
      for (const chunk of chunks) {
        bytes.set(chunk, at)
        at += chunk.length
      }
      chunks.length = 0
      return await use(bytes)
    } finally {
      this.#heldBytes -= length
    }
  }
}

/** Bodies up to this size are checked at once, in about 20 ms; larger ones would hold up everyone else. Bytes. */
const MOST_AT_ONCE_BYTES = 512 * 1024
/** The same for documents of the library, which take longer: their heads are computed as well. Bytes. */
const MOST_OF_ENTRY_AT_ONCE_BYTES = 64 * 1024
/** Two, so that one body made to take long does not keep the others waiting. */
const CHECK_THREADS = 2
/** A thread takes 0.1 s to start. Milliseconds. */
const IDLE_THREAD_MS = 60_000

/** Checks large bodies, the largest in threads that start when they are needed. */
class BodyChecker {
  #pool: Piscina<BodyTask, BodyReply> | null = null

  /** @throws Refusal */
  async check(bytes: Uint8Array<ArrayBuffer>, form: BodyForm): Promise<CheckedBody> {
    const mostAtOnce = typeof form === 'object' ? MOST_OF_ENTRY_AT_ONCE_BYTES : MOST_AT_ONCE_BYTES
    if (bytes.length <= mostAtOnce) return checkBody(bytes, form)
    const reply = await this.#threads()
      .run({ bytes, form }, { transferList: [bytes.buffer] })
      .catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? bodyTooLarge() : error
      })
    if ('checked' in reply) return reply.checked
    const { statusCode, code, detail } = reply.refused
    throw new Refusal(statusCode, code, detail)
  }

  async close(): Promise<void> {
    await this.#pool?.destroy()
  }

  #threads(): Piscina<BodyTask, BodyReply> {
    const { url, execArgv } = workerEntry('body-worker', import.meta.url)
    return (this.#pool ??= new Piscina({
      filename: url.href,
      execArgv,
      minThreads: 0,
      maxThreads: CHECK_THREADS,
      idleTimeout: IDLE_THREAD_MS,
    }))
  }
}

/** The checked body of a post with points. @throws Refusal 422 where there is none */
export function checkedBody({ body }: FastifyRequest): CheckedRequest {
  if (body === undefined) throw notAnObject()
  return body as CheckedRequest
}

/** Closes a connection that sends a small body too slowly; the handler itself may take as long as it needs. */
export function limitReceiving(app: FastifyInstance, smallBodyMs: number): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>()
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.largeBody) return
    const timer = setTimeout(() => request.raw.destroy(), smallBodyMs)
    timer.unref()
    timers.set(request, timer)
  })
  app.addHook('preValidation', async (request) => clearTimeout(timers.get(request)))
  app.addHook('onResponse', async (request) => clearTimeout(timers.get(request)))
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The form of a task id, of any queue; nothing in it can lead to another path. */
export const isTaskId = (text: string): boolean => /^[\w-]{1,128}$/.test(text)

export const isUuid = (text: string): boolean => UUID.test(text)

/** The browser's id for this submission, or a new one for a caller that sends none. @throws Refusal 422 */
export function submissionId(request: FastifyRequest): string {
  const given = request.headers[SUBMISSION_HEADER]
  if (given === undefined) return randomUUID()
  if (typeof given === 'string' && isUuid(given)) return given.toLowerCase()
  throw new Refusal(422, 'request-refused', [
    { loc: ['header', SUBMISSION_HEADER], msg: `${SUBMISSION_HEADER} must be a UUID.`, type: 'invalid_format' },
  ])
}
