import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Behaviour, Delivery } from './answer.ts'

const fixed = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  body,
  headers: { 'content-type': 'application/json', ...headers },
})

/** A fixed answer; nothing is done. */
export const answer =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  () =>
    fixed(status, body, headers)

/** An error in the form of the service's framework. */
export const refuse = (
  status: number,
  detail: unknown = 'refused',
  headers: Readonly<Record<string, string>> = {},
): Behaviour => answer(status, JSON.stringify({ detail }), headers)

export const redirect = (to: string, status = 302): Behaviour => answer(status, '', { location: to })

/** The page that a proxy shows in place of the service. */
export const htmlPage = (status: number): Behaviour =>
  answer(status, '<!doctype html><html><body><h1>Bad Gateway</h1><script>alert(1)</script></body></html>', {
    'content-type': 'text/html',
  })

/** Accepted late, answered as it should be. */
export const delayed =
  (ms: number): Behaviour =>
  async (_, serve) => {
    await sleep(ms)
    return serve()
  }

/** Done at once, answered late. */
export const answeredLate =
  (ms: number): Behaviour =>
  async (_, serve) => {
    const done = await serve()
    await sleep(ms)
    return done
  }

/** Accepted when the test opens the gate. */
export const gated =
  (gate: Promise<void>): Behaviour =>
  async (_, serve) => {
    await gate
    return serve()
  }

/** Answered as it should be, with further headers. */
export const saying =
  (headers: Readonly<Record<string, string>>): Behaviour =>
  async (_, serve) => {
    const done = await serve()
    return { ...done, headers: { ...done.headers, ...headers } }
  }

const nothing: Answer = { status: 0, headers: {}, body: '' }
const keepSilent: Delivery = () => undefined
const reset: Delivery = (response) => void response.socket?.resetAndDestroy()

/** No answer at all, and nothing done; the connection stays open. */
export const silent: Behaviour = () => ({ ...nothing, deliver: keepSilent })

/** The connection is reset before a byte of the answer; nothing is done. */
export const resetUnserved: Behaviour = () => ({ ...nothing, deliver: reset })

/** Done, then the connection is reset: only the service knows that it was done. */
export const lostAfterServing: Behaviour = async (_, serve) => ({ ...(await serve()), deliver: reset })

/** Done, and then silence. */
export const silentAfterServing: Behaviour = async (_, serve) => ({ ...(await serve()), deliver: keepSilent })
