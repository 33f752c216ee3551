import { once } from 'node:events'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { asUpstreamError, broken, tooLarge, unreadable } from './upstream-error.ts'
import type { UpstreamAnswer } from './upstream.ts'

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
export function decodedBody({ headers, body }: UpstreamAnswer, mostBytes: number): Readable {
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'gzip' && encoding !== 'identity') {
    body.destroy()
    throw unreadable('an encoding that was not asked for')
  }
  const output = capped(mostBytes)
  const whole = encoding === 'gzip' ? pipeline(body, createGunzip(), output) : pipeline(body, output)
  whole.catch((error: unknown) => output.destroy(asUpstreamError(error)))
  return output
}

/**
 * Waits for the first bytes that say something, so that what fails before them still gets a status of its own.
 * @returns the same stream, nothing taken but blanks in front
 * @throws UpstreamError if nothing comes, or what comes is not the beginning of JSON
 */
export async function begun(stream: Readable): Promise<Readable> {
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
