import { pipeline, type Readable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { limits, SYNTHETIC_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { originHeaders } from '../http/origin.ts'
import { acceptsGzip } from '../service/answers.ts'
import { begun, decodedBody } from './decoded-body.ts'
import { unreadable } from './upstream-error.ts'
import type { UpstreamAnswer } from './upstream.ts'

const isJson = (type: string | string[] | undefined) =>
  type === undefined || /^application\/([\w.-]+\+)?json\b/i.test(type.toString())

/** A result on its way through. */
export interface PassedResult {
  /** Unparsed, its first bytes there. */
  readonly body: Readable
  /** True where the service says so: another Fairway may stand behind this one. */
  readonly synthetic: boolean
}

/**
 * A result whose first bytes are there.
 * @throws UpstreamError while a status can still tell of it; afterwards the stream breaks
 */
export async function openResult(answer: UpstreamAnswer): Promise<PassedResult> {
  if (!isJson(answer.headers['content-type'])) {
    answer.body.destroy()
    throw unreadable('something that is not JSON')
  }
  return {
    body: await begun(decodedBody(answer, limits.resultBytes)),
    synthetic: answer.headers[SYNTHETIC_HEADER] === '1',
  }
}

/**
 * A picture, its first bytes there. @param mostBytes of the decoded body
 * @throws UpstreamError where it is none
 */
export async function openPicture(answer: UpstreamAnswer, mostBytes: number): Promise<Readable> {
  if (!/^image\/png\b/i.test(String(answer.headers['content-type']))) {
    answer.body.destroy()
    throw unreadable('something that is not a picture')
  }
  return decodedBody(answer, mostBytes)
}

/** Sends a result on as fast as the client takes it; none of the service's headers go with it. */
export function passResult(
  { body, synthetic }: PassedResult,
  source: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (body.errored) throw body.errored // broke while the outcome was recorded: nothing has gone out yet
  reply
    .headers(originHeaders({ source, synthetic }))
    .header('vary', 'accept-encoding')
    .type('application/json; charset=utf-8')
  if (!acceptsGzip(request)) return reply.send(body)
  reply.header('content-encoding', 'gzip')
  // A result that breaks breaks the compressed stream too, without its end: the reader sees that it is incomplete.
  return reply.send(pipeline(body, createGzip({ level: constants.Z_BEST_SPEED }), () => undefined))
}
