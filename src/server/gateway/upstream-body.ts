import { once } from 'node:events'
import { pipeline, type Readable, Transform } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bounds, SYNTHETIC_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { asUpstreamError, broken, tooLarge, unreadable } from './upstream-error.ts'
import type { UpstreamAnswer } from './upstream.ts'
import { originHeaders } from '../http/origin.ts'
import { acceptsGzip } from '../service/answers.ts'

/** Passes bytes on until there were too many; counts what was decoded, so a compressed bomb is stopped as well. */
function capped(mostBytes: number): Transform {
  let total = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      if (total > mostBytes) done(tooLarge())
      else done(null, chunk)
    },
  })
}

/** The content of an answer, decoded and capped, as fast as its reader takes it. @throws UpstreamError for an encoding that was not asked for */
function decodedBody({ headers, body }: UpstreamAnswer, mostBytes: number): Readable {
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'gzip' && encoding !== 'identity') {
    body.destroy()
    throw unreadable('an encoding that was not asked for')
  }
  const output = capped(mostBytes)
  const whole = encoding === 'gzip' ? piped(body, createGunzip(), output) : piped(body, output)
  whole.catch((error: unknown) => output.destroy(asUpstreamError(error)))
  return output
}

/**
 * Waits for the first bytes that say something, so that what fails before them still gets a status of its own.
 * @returns the same stream, nothing taken but blanks in front
 * @throws UpstreamError if nothing comes, or what comes is not the beginning of JSON
 */
async function begun(stream: Readable): Promise<Readable> {
  let chunk = await firstChunk(stream)
  while (chunk && isBlank(chunk)) chunk = await firstChunk(stream)
  const start = chunk?.toString('latin1').trimStart()[0]
  if (chunk && (start === '{' || start === '[')) {
    stream.unshift(chunk)
    return stream
  }
  stream.destroy()
  throw unreadable(chunk ? 'something that is not JSON' : 'nothing')
}

const isBlank = (chunk: Buffer) => chunk.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))

async function firstChunk(stream: Readable): Promise<Buffer | null> {
  try {
    for (;;) {
      const chunk = stream.read() as Buffer | null
      if (chunk !== null || stream.readableEnded) return chunk
      if (stream.destroyed) throw stream.errored ?? broken('closed')
      await Promise.race([once(stream, 'readable'), once(stream, 'end')])
    }
  } catch (error) {
    throw asUpstreamError(error)
  }
}

/** A small answer as text. @throws UpstreamError if it breaks off or is larger than `mostBytes` */
export async function bodyText(answer: UpstreamAnswer, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of decodedBody(answer, mostBytes)) chunks.push(chunk as Buffer)
  } catch (error) {
    throw asUpstreamError(error)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A small answer as JSON. @throws UpstreamError if it is not */
export async function bodyJson(answer: UpstreamAnswer, mostBytes: number): Promise<unknown> {
  const text = await bodyText(answer, mostBytes)
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(text.trim() === '' ? 'nothing' : 'something that is not JSON')
  }
}

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
    body: await begun(decodedBody(answer, bounds.resultBytes)),
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
