import { once } from 'node:events'
import { pipeline, type Readable, Transform } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bounds, SYNTHETIC_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { KeylessBytes, withoutKey } from './keyless.ts'
import { asUpstreamError, broken, tooLarge, unreadable } from './upstream-error.ts'
import { WAITING_BYTES, type UpstreamAnswer } from './upstream.ts'
import { originHeaders } from '../http/origin.ts'
import { acceptsGzip } from '../http/send-json.ts'

/** Passes bytes on up to a maximum, without the key; counts decoded bytes, so a compressed bomb is stopped as well. */
function capped(mostBytes: number, apiKey: string): Transform {
  let total = 0
  const keyless = new KeylessBytes(apiKey)
  return new Transform({
    highWaterMark: WAITING_BYTES,
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      if (total > mostBytes) done(tooLarge())
      else done(null, keyless.next(chunk))
    },
    flush: (done) => done(null, keyless.rest()),
  })
}

/** An answer's content, decoded and capped, as fast as it is read. @throws UpstreamError for another encoding */
function decodedBody({ headers, body, apiKey }: UpstreamAnswer, mostBytes: number): Readable {
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'gzip' && encoding !== 'identity') {
    body.destroy()
    throw unreadable('an encoding that was not asked for')
  }
  const output = capped(mostBytes, apiKey)
  const whole = encoding === 'gzip' ? piped(body, createGunzip(), output) : piped(body, output)
  whole.catch((error: unknown) => output.destroy(asUpstreamError(error)))
  return output
}

/**
 * Waits for the first meaningful bytes, so that what fails before them still gets a status of its own.
 * @returns the same stream, with nothing removed but blanks in front
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
      await moved(stream)
    }
  } catch (error) {
    throw asUpstreamError(error)
  }
}

/** Resolves when there is something to read, or nothing more to come. @throws what the stream fails with */
async function moved(stream: Readable): Promise<void> {
  const done = new AbortController()
  const { signal } = done
  try {
    await Promise.race([once(stream, 'readable', { signal }), once(stream, 'end', { signal })])
  } finally {
    done.abort() // an answer that begins with many blanks must not gather listeners
  }
}

/** A small answer as text, without the key. @throws UpstreamError if it breaks off or is larger than `mostBytes` */
export async function bodyText(answer: UpstreamAnswer, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of decodedBody(answer, mostBytes)) chunks.push(chunk as Buffer)
  } catch (error) {
    throw asUpstreamError(error)
  }
  return withoutKey(Buffer.concat(chunks).toString('utf8'), answer.apiKey)
}

/** A small answer as JSON, without the key, also where it was escaped. @throws UpstreamError if it is not JSON */
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

/** A result that is passed on. */
export interface PassedResult {
  /** Unparsed, with its first bytes received. */
  readonly body: Readable
  /** True where the service says so: it may itself be another Fairway. */
  readonly synthetic: boolean
}

/**
 * A result whose first bytes have been received.
 * @throws UpstreamError while a status can still report it; after that the stream breaks
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
 * A picture, with its first bytes received. @param mostBytes of the decoded body
 * @throws UpstreamError where it is not a picture
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
  // A result that breaks also breaks the compressed stream before its end, so the reader sees that it is incomplete.
  return reply.send(pipeline(body, createGzip({ level: constants.Z_BEST_SPEED }), () => undefined))
}
