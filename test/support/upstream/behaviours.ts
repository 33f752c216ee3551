import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** What a scripted answer works with: the response, and what the upstream would have done in its place. */
export interface Exchange {
  readonly response: ServerResponse
  /** Answers as the contract has it (a submission becomes a task). */
  readonly honest: () => Promise<void>
}

/** How the upstream treats one request. */
export type Behaviour = (exchange: Exchange) => Promise<void> | void

/** A fixed answer. */
export const answer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Behaviour => ({ response }) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

/** An error in the shape of the service's framework. */
export const refuse = (status: number, detail: unknown = 'refused', headers: Readonly<Record<string, string>> = {}): Behaviour =>
  answer(status, JSON.stringify({ detail }), headers)

export const redirect = (to: string, status = 302): Behaviour => answer(status, '', { location: to })

/** The honest answer, later. */
export const delayed = (ms: number): Behaviour => async ({ honest }) => {
  await sleep(ms)
  await honest()
}

/** The honest answer when the test opens the gate. */
export const gated = (gate: Promise<void>): Behaviour => async ({ honest }) => {
  await gate
  await honest()
}

/** No answer at all; the connection stays. */
export const silent: Behaviour = () => undefined

/** The connection is cut before a byte of the answer; the request is not served. */
export const resetUnserved: Behaviour = ({ response }) => void response.socket?.resetAndDestroy()

/** A body of an announced length of which only the first half comes, then (once the gate opens) the end of the connection. */
export const cutMidBody = (body: string, gate: Promise<void> = Promise.resolve()): Behaviour => async ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  await new Promise<void>((resolve) => response.write(body.slice(0, body.length / 2), () => resolve()))
  await gate
  response.socket?.end()
}

/** Blocks of an array that never fit into buffers; `sentBytes` is what the connection has taken so far. */
export function flood(blocks: number, blockBytes: number): { behaviour: Behaviour; sentBytes: () => number } {
  const block = Buffer.alloc(blockBytes, ' ')
  let sent = 0
  const behaviour: Behaviour = async ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('[')
    for (let index = 0; index < blocks; index++) {
      if (!response.write(block)) await once(response, 'drain')
      sent += blockBytes
    }
    response.end(']')
  }
  return { behaviour, sentBytes: () => sent }
}

/** Well-formed HTTP, half a JSON text. */
export const truncated = (body: string): Behaviour => answer(200, body.slice(0, body.length / 2))

/** An endless body in small steps. */
export const drip = (start: string, everyMs: number): Behaviour => async ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write(start)
  while (!response.destroyed) {
    await sleep(everyMs)
    response.write(' ')
  }
}

/** Blanks that compress 1000 to 1. @param mebibytes once decoded */
export const bomb = (mebibytes: number): Behaviour => {
  const blanks = gzipSync(Buffer.concat([Buffer.from('['), Buffer.alloc(mebibytes * 1024 * 1024, ' ')]), { level: 1 })
  return ({ response }) => void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(blanks)
}
