import type { FastifyBaseLogger } from 'fastify'
import { isFinalStatus, type TaskRow } from '#src/domain/metocean/wire/contract.ts'

/** How many ends are remembered; an account's full list is some hundreds. */
const MOST_REMEMBERED = 10_000

/** Notices tasks that run again after they had ended. For Fairway final stays final; whoever runs the server is told, once a task. */
export class StatusWatch {
  readonly #log: Pick<FastifyBaseLogger, 'warn'>
  readonly #ended = new Map<string, string>()

  constructor(log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#log = log
  }

  see(rows: readonly Pick<TaskRow, 'task_id' | 'status'>[]): void {
    for (const { task_id: task, status } of rows) {
      const before = this.#ended.get(task)
      if (isFinalStatus(status)) this.#remember(task, status)
      else if (before !== undefined) {
        this.#ended.delete(task)
        this.#log.warn({ task, before, status }, 'a task that had ended runs again')
      }
    }
  }

  #remember(task: string, status: string): void {
    const [oldest] = this.#ended.keys()
    if (this.#ended.size >= MOST_REMEMBERED && oldest !== undefined) this.#ended.delete(oldest)
    this.#ended.set(task, status)
  }
}
