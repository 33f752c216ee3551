import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Answer, Behaviour, Delivery } from './answer.ts'

const MEBIBYTE = 1024 * 1024
const jsonType = { 'content-type': 'application/json' }
const bytesOf = ({ body }: Answer): Buffer => Buffer.from(body)
const delivered =
  (deliver: Delivery): Behaviour =>
  async (_, serve) => ({ ...(await serve()), deliver })

/** The honest answer, announced in full length but cut after its first bytes. */
export const cutAt = (byte: number): Behaviour =>
  delivered(async (response, answer) => {
    const bytes = bytesOf(answer)
    response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length })
    await new Promise<void>((resolve) => response.write(bytes.subarray(0, byte), () => resolve()))
    response.socket?.end()
  })

/** Half of a body of announced length, then (once the gate opens) the end of the connection. */
export const cutMidBody =
  (body: string, gate: Promise<void> = Promise.resolve()): Behaviour =>
  () => ({
    status: 200,
    headers: jsonType,
    body,
    async deliver(response) {
      response.writeHead(200, { ...jsonType, 'content-length': Buffer.byteLength(body) })
      await new Promise<void>((resolve) => response.write(body.slice(0, body.length / 2), () => resolve()))
      await gate
      response.socket?.end()
    },
  })

/** The honest answer, with a pause in its middle until the gate opens. */
export const pausedMidBody = (gate: Promise<void>): Behaviour =>
  delivered(async (response, answer) => {
    const bytes = bytesOf(answer)
    response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length })
    response.write(bytes.subarray(0, bytes.length / 2))
    await gate
    response.end(bytes.subarray(bytes.length / 2))
  })

/** The honest answer, a number of bytes at a time. */
export const slowly = (bytesPerStep: number, everyMs: number): Behaviour =>
  delivered(async (response, answer) => {
    const bytes = bytesOf(answer)
    response.writeHead(answer.status, answer.headers)
    for (let from = 0; from < bytes.length && !response.destroyed; from += bytesPerStep) {
      response.write(bytes.subarray(from, from + bytesPerStep))
      await sleep(everyMs)
    }
    response.end()
  })

/** A body that comes in pieces, each in a packet of its own. */
export const inPieces =
  (pieces: readonly string[]): Behaviour =>
  () => ({
    status: 200,
    headers: jsonType,
    body: pieces.join(''),
    async deliver(response) {
      response.writeHead(200, jsonType)
      for (const piece of pieces) {
        await new Promise<void>((resolve) => response.write(piece, () => resolve()))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    },
  })

/** An endless body in small steps. */
export const drip =
  (start: string, everyMs: number): Behaviour =>
  () => ({
    status: 200,
    headers: jsonType,
    body: start,
    async deliver(response) {
      response.writeHead(200, jsonType).write(start)
      while (!response.destroyed) {
        await sleep(everyMs)
        response.write(' ')
      }
    },
  })

/** Well-formed HTTP, half a JSON text. */
export const truncated =
  (body: string): Behaviour =>
  () => ({ status: 200, headers: jsonType, body: body.slice(0, body.length / 2) })

/** Blocks of an array too large for any buffer; `sentBytes` is what the connection has accepted so far. */
export function flood(blocks: number, blockBytes: number): { behaviour: Behaviour; sentBytes: () => number } {
  const block = Buffer.alloc(blockBytes, ' ')
  let sent = 0
  const deliver: Delivery = async (response) => {
    response.writeHead(200, jsonType).write('[')
    for (let index = 0; index < blocks; index++) {
      if (!response.write(block)) await once(response, 'drain')
      sent += blockBytes
    }
    response.end(']')
  }
  return { behaviour: () => ({ status: 200, headers: jsonType, body: '', deliver }), sentBytes: () => sent }
}

/** Blanks that compress 1000 to 1. @param mebibytes once decoded */
export function bomb(mebibytes: number): Behaviour {
  const body = gzipSync(Buffer.concat([Buffer.from('['), Buffer.alloc(mebibytes * MEBIBYTE, ' ')]), { level: 1 })
  return () => ({ status: 200, headers: { ...jsonType, 'content-encoding': 'gzip' }, body })
}
