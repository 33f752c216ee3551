import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { randomUUID } from 'node:crypto'
import { bounds, MetOceanRequest, RequestPoint, SUBMISSION_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { Refusal } from './http-error.ts'

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
export const largeBody = { bodyLimit: bounds.requestBytes, config: { isLargeBody: true } } as const

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

/** More do not help anyone, and 200,000 wrong points must not become a body of 30 MB. */
const MOST_PROBLEMS = 50
/** Points checked at once, so that checking stops soon after enough problems were found. */
const SLICE_POINTS = 1_000

const Envelope = z.strictObject({
  ...MetOceanRequest.shape,
  points: z.array(z.unknown()).min(1, 'at least one point').max(bounds.points, `at most ${bounds.points} points`),
})
const Slice = z.array(RequestPoint)

/**
 * The body of POST /MetOcean and /MetOcean/async, checked against the contract.
 * @throws Refusal 422 naming each wrong field and point
 */
export function parseRequestBody(body: unknown): MetOceanRequest {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) throw refused(envelope.error.issues.flatMap((issue) => entries(issue, [])))
  const { points } = envelope.data
  const problems: Problem[] = []
  for (let from = 0; from < points.length && problems.length < MOST_PROBLEMS; from += SLICE_POINTS) {
    const slice = Slice.safeParse(points.slice(from, from + SLICE_POINTS))
    if (!slice.success) problems.push(...slice.error.issues.flatMap((issue) => entries(issue, ['points'], from)))
  }
  if (problems.length > 0) throw refused(problems)
  return { ...envelope.data, points: points as RequestPoint[] }
}

interface Problem {
  readonly loc: Array<string | number>
  readonly msg: string
  readonly type: string
}

/** One entry per wrong field; unknown fields are named one by one, as if each were its own problem. */
function entries(issue: z.core.$ZodIssue, prefix: readonly string[], indexOffset = 0): Problem[] {
  const path = issue.path.map((part, i) =>
    i === 0 && typeof part === 'number' ? part + indexOffset : typeof part === 'symbol' ? String(part) : part,
  )
  const loc = ['body', ...prefix, ...path]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      loc: [...loc, key],
      msg: 'this field is not part of the request',
      type: issue.code,
    }))
  }
  return [{ loc, msg: issue.message, type: issue.code }]
}

function refused(problems: readonly Problem[]): Refusal {
  return new Refusal(422, 'request-refused', problems.slice(0, MOST_PROBLEMS))
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What a task id looks like, of whatever queue; nothing in it can lead to another path. */
export const isTaskId = (text: string): boolean => /^[\w-]{1,128}$/.test(text)

export const isUuid = (text: string): boolean => UUID.test(text)

/** The id the browser gave this submission, or a new one for a caller that gives none. @throws Refusal 422 */
export function submissionId(request: FastifyRequest): string {
  const given = request.headers[SUBMISSION_HEADER]
  if (given === undefined) return randomUUID()
  if (typeof given === 'string' && isUuid(given)) return given.toLowerCase()
  throw new Refusal(422, 'request-refused', [
    { loc: ['header', SUBMISSION_HEADER], msg: 'must be a UUID', type: 'invalid_format' },
  ])
}
