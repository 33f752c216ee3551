import { and, eq, inArray, or } from 'drizzle-orm'
import type { TaskRow } from '#src/domain/metocean/wire/contract.ts'
import type { Database } from '../db/database.ts'
import { orm } from '../db/orm.ts'
import { submission } from '../db/schema.ts'

/** Which tasks of the service are not finished, as far as its lists have told. */
export class UnderWay {
  #pending = new Set<string>()

  listed(rows: readonly TaskRow[]): void {
    this.#pending = new Set(rows.map(({ task_id }) => task_id))
  }

  accepted(taskId: string): void {
    this.#pending.add(taskId)
  }

  /** How many submissions of a user are being sent or have a task that is not finished. */
  count(db: Database, user: string): Promise<number> {
    const isUnfinished = or(eq(submission.state, 'received'), inArray(submission.taskId, [...this.#pending]))
    return orm(db).$count(submission, and(eq(submission.userName, user), isUnfinished))
  }
}
