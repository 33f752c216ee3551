import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** True where the client takes gzip: named, or `*`, and not with q=0. */
export function acceptsGzip(request: FastifyRequest): boolean {
  const accepted = (request.headers['accept-encoding'] ?? '').split(',').map((item) =>
    item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  )
  const entry = accepted.find(([name]) => name === 'gzip') ?? accepted.find(([name]) => name === '*')
  return entry !== undefined && !entry.slice(1).some((part) => /^q=0(\.0*)?$/.test(part))
}

const packed = promisify(gzip)
/** Less is sent as fast as it is. Bytes. */
const WORTH_PACKING = 16 * 1024

/** Sends JSON that is text already, packed where that is worth it. */
export async function sendJson(request: FastifyRequest, reply: FastifyReply, json: Buffer): Promise<FastifyReply> {
  reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding')
  if (json.length < WORTH_PACKING || !acceptsGzip(request)) return reply.send(json)
  const body = await packed(json, { level: constants.Z_BEST_SPEED })
  return reply.header('content-encoding', 'gzip').send(body)
}
