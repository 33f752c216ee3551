import type { ServerResponse } from 'node:http'
import type { Received } from './ledger.ts'

/** An answer before it is on the wire. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /** How it is sent: whole and at once, unless given. */
  readonly deliver?: Delivery
}

export type Delivery = (response: ServerResponse, answer: Answer) => Promise<void> | void

/** Does what was asked, only once however often it is called, and returns the contract's answer. */
export type Serve = () => Promise<Answer>

/** How the upstream treats one request: before it is served, instead of serving it, or by changing its answer. */
export type Behaviour = (asked: Received, serve: Serve) => Promise<Answer> | Answer

/** Several behaviours in one, the first the outermost: `together(delayed(50), cutAt(100))` cuts a late answer. */
export const together =
  (...behaviours: readonly Behaviour[]): Behaviour =>
  (asked, serve) =>
    behaviours.reduceRight<Serve>((inner, behaviour) => async () => behaviour(asked, inner), serve)()

/** The behaviour for the first requests it meets, then honesty. */
export function times(count: number, behaviour: Behaviour): Behaviour {
  let left = count
  return (asked, serve) => (left-- > 0 ? behaviour(asked, serve) : serve())
}

/** The behaviour for a share of the requests, honesty for the others. @param random 0 to 1, like Math.random */
export const sometimes =
  (share: number, random: () => number, behaviour: Behaviour): Behaviour =>
  (asked, serve) =>
    random() < share ? behaviour(asked, serve) : serve()

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** Sends an answer in its own way. */
export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.deliver) return answer.deliver(response, answer)
  response.writeHead(answer.status, answer.headers).end(answer.body)
}
