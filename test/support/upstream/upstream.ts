import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Behaviour } from './behaviours.ts'
import { Ledger } from './ledger.ts'
import { ScriptedTasks } from './tasks.ts'

/** A MetOcean service on loopback that speaks the contract, writes down what it receives, and misbehaves when told to. */
export interface ScriptedUpstream {
  readonly url: string
  readonly ledger: Ledger
  readonly tasks: ScriptedTasks
  /** The next request whose `METHOD /path` begins so is treated so, once; several wait in line. */
  next(line: string, behaviour: Behaviour): void
  /** Every such request from now on, until `next` of the same beginning is called again or `heal`. */
  always(line: string, behaviour: Behaviour): void
  heal(): void
  /** Connections open at the moment. */
  connections(): Promise<number>
  close(): Promise<void>
}

interface Rule {
  readonly line: string
  readonly behaviour: Behaviour
  readonly isOnce: boolean
}

/** @param key what it takes for a valid `x-api-key`; any other gets 401 */
export async function startUpstream(key: string): Promise<ScriptedUpstream> {
  const ledger = new Ledger()
  const tasks = new ScriptedTasks()
  let rules: readonly Rule[] = []

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request
    const body = await text(request)
    ledger.add({ method, path, headers, body })
    const rule = rules.find(({ line }) => `${method} ${path}`.startsWith(line))
    if (rule?.isOnce) rules = rules.filter((other) => other !== rule)
    const honest = async () => answerHonestly(tasks, key, { method, path, key: headers['x-api-key'], body }, response)
    await (rule ? rule.behaviour({ response, honest }) : honest())
  }

  const server = createServer((request, response) => {
    // A client that leaves in the middle is an ordinary thing here.
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    tasks,
    next: (line, behaviour) => (rules = [...rules, { line, behaviour, isOnce: true }]),
    always: (line, behaviour) => (rules = [...rules, { line, behaviour, isOnce: false }]),
    heal: () => (rules = []),
    connections: () => new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count)))),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly key: string | string[] | undefined
  readonly body: string
}

function answerHonestly(tasks: ScriptedTasks, key: string, asked: Asked, response: ServerResponse): void {
  const send = (status: number, body: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': 'session=upstream', server: 'upstream' }).end(JSON.stringify(body))
  if (asked.key !== key) return send(401, { detail: 'Invalid API key' })
  const [, id = ''] = /^\/(?:task|cancel_task)\/([^/]+)$/.exec(asked.path) ?? []
  const task = tasks.find(id)
  switch (`${asked.method} ${asked.path.replace(id || '\0', ':id')}`) {
    case 'POST /MetOcean':
      return send(200, tasks.add(asked.body, 'SUCCESS').result)
    case 'POST /MetOcean/async':
      return send(200, { task_id: tasks.add(asked.body, 'PENDING').task_id })
    case 'GET /task/:id':
      return send(200, { task_id: id, status: task?.status ?? 'PENDING', result: task?.status === 'SUCCESS' ? task.result : null, error: null })
    case 'GET /user/tasks':
      return send(200, tasks.list())
    case 'GET /user/tasks/PENDING':
      return send(200, tasks.list('PENDING'))
    case 'GET /user/tasks/SUCCESS':
      return send(200, tasks.list('SUCCESS'))
    case 'POST /cancel_task/:id':
      if (!task) return send(404, { detail: 'Task not found' })
      if (task.status !== 'PENDING') return send(409, { task_id: id, status: task.status })
      task.status = 'REVOKED'
      return send(200, { task_id: id, status: 'REVOKED' })
    default:
      return send(404, { detail: 'Not Found' })
  }
}
