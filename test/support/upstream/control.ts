import type { ServerResponse } from 'node:http'
import { sometimes, times } from './answer.ts'
import { behaviourNamed } from './catalogue.ts'
import type { Wanted } from './command-line.ts'
import type { Received } from './ledger.ts'
import type { ScriptedUpstream } from './upstream.ts'

const PATH = '/control'

/** Switches behaviours of a running upstream by name, over HTTP on a path that the service does not use. */
export class Control {
  readonly #share: number
  readonly #random: () => number
  #active: string[] = []
  #upstream: ScriptedUpstream | null = null

  constructor(share: number, random: () => number) {
    this.#share = share
    this.#random = random
  }

  attach(upstream: ScriptedUpstream): void {
    this.#upstream = upstream
  }

  /** @throws Error naming what is not in the catalogue */
  switchOn({ names, on }: Wanted, count = Infinity): void {
    const upstream = this.#upstream!
    const found = behaviourNamed(names, upstream.tasks)
    const line = on ?? found.on
    const behaviour = count === Infinity ? found.behaviour : times(count, found.behaviour)
    upstream.always(line, sometimes(this.#share, this.#random, behaviour))
    this.#active.push(`${names} on ${line || 'any request'}${count === Infinity ? '' : `, ${count} times`}`)
  }

  /** @returns true if the request was for it */
  answer({ method, path }: Received, response: ServerResponse): boolean {
    const url = new URL(path, 'http://localhost')
    if (url.pathname !== PATH && !url.pathname.startsWith(`${PATH}/`)) return false
    try {
      if (method === 'POST') this.#order(decodeURIComponent(url.pathname.slice(PATH.length + 1)), url.searchParams)
      tell(response, 200, this.#state())
    } catch (error) {
      tell(response, 400, { detail: (error as Error).message })
    }
    return true
  }

  #order(names: string, query: URLSearchParams): void {
    if (names !== 'heal') return this.switchOn({ names, on: query.get('on') }, Number(query.get('times') ?? Infinity))
    this.#upstream!.heal()
    this.#active = []
  }

  #state() {
    const { ledger, tasks } = this.#upstream!
    const rows = tasks.list().tasks.map(({ task_id, task_name, status }) => ({ task_id, task_name, status }))
    return { active: this.#active, calls: ledger.received.length, tasks: rows }
  }
}

const tell = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body, null, 2)}\n`)
