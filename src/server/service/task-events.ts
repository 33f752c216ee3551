import { EventEmitter } from 'node:events'
import type { Database } from '../db/database.ts'
import { TASK_CHANNEL } from './tasks.ts'

/** Notifications can be lost (a dropped connection), so whoever waits looks again by himself after this time. */
const LOOK_AGAIN_MS = 5_000

/** Tells who waits for a task that something has happened to it, whichever process did it. */
export class TaskEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0)
  #unlisten: (() => Promise<void>) | null = null

  async open(db: Database): Promise<void> {
    const everyone = () => {
      for (const id of this.#emitter.eventNames()) this.#emitter.emit(id)
    }
    this.#unlisten = await db.listen(TASK_CHANNEL, (id) => this.#emitter.emit(id), everyone)
  }

  /** Calls `look` now, at every event of the task, and every few seconds, until the returned function is called. */
  watch(taskId: string, look: () => void): () => void {
    const timer = setInterval(look, LOOK_AGAIN_MS)
    this.#emitter.on(taskId, look)
    look()
    return () => {
      clearInterval(timer)
      this.#emitter.off(taskId, look)
    }
  }

  async close(): Promise<void> {
    await this.#unlisten?.()
  }
}
