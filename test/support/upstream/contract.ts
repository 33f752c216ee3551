import { setTimeout as sleep } from 'node:timers/promises'
import { json, type Answer } from './answer.ts'
import type { Received } from './ledger.ts'
import type { ScriptedTasks } from './tasks.ts'

/** What a service puts on every answer and a gateway must not pass on. */
const ownHeaders = { 'set-cookie': 'session=upstream', server: 'upstream' }

/** Answers as the contract has it. @param key the valid `x-api-key`; any other gets 401 */
export async function answerHonestly(tasks: ScriptedTasks, key: string, asked: Received): Promise<Answer> {
  if (asked.headers['x-api-key'] !== key) return json(401, { detail: 'Invalid API key' }, ownHeaders)
  if (asked.path === '/plot_timeseries') return picture
  const { status, body } = await serve(tasks, asked)
  return json(status, body, ownHeaders)
}

/** The first bytes of a PNG are enough where it is only passed on. */
const picture: Answer = {
  status: 200,
  headers: { 'content-type': 'image/png', ...ownHeaders },
  body: Buffer.from('89504e470d0a1a0a', 'hex'),
}

interface Served {
  readonly status: number
  readonly body: unknown
}

const ok = (body: unknown): Served => ({ status: 200, body })

async function serve(tasks: ScriptedTasks, { method, path, body }: Received): Promise<Served> {
  const [, id = ''] = /^\/(?:task|cancel_task)\/([^/]+)$/.exec(path) ?? []
  switch (`${method} ${path.replace(id || '\0', ':id')}`) {
    case 'POST /MetOcean':
      return holdSync(tasks, body)
    case 'POST /MetOcean/async':
      return ok({ task_id: tasks.add(body, 'PENDING').task_id })
    case 'POST /2DMetOcean':
      return ok({ variable: 'wind', values: [[1, null]] })
    case 'GET /task/:id':
      return ok(tasks.body(id))
    case 'GET /user/tasks':
      return ok(tasks.list())
    case 'GET /user/tasks/PENDING':
      return ok(tasks.list('PENDING'))
    case 'GET /user/tasks/SUCCESS':
      return ok(tasks.list('SUCCESS'))
    case 'POST /cancel_task/:id':
      return cancel(tasks, id)
    default:
      return { status: 404, body: { detail: 'Not Found' } }
  }
}

/** A task with an id like any other; the answer comes when it ends. */
async function holdSync(tasks: ScriptedTasks, body: string): Promise<Served> {
  const { taskMs } = tasks.pace
  const task = tasks.add(body, taskMs === null ? 'SUCCESS' : 'PENDING')
  if (taskMs !== null) await sleep(taskMs)
  return tasks.body(task.task_id).status === 'SUCCESS'
    ? ok(task.result)
    : { status: 400, body: { detail: 'Task revoked' } }
}

function cancel(tasks: ScriptedTasks, id: string): Served {
  const { status } = tasks.body(id)
  const task = tasks.find(id)
  if (!task) return { status: 404, body: { detail: 'Task not found' } }
  if (status !== 'PENDING') return { status: 409, body: { task_id: id, status } }
  task.status = 'REVOKED'
  return ok({ task_id: id, status: 'REVOKED' })
}
