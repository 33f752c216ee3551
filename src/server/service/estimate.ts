/** The facts of a task that an estimate needs. */
export interface Workload {
  readonly id: string
  readonly points: number
  readonly variables: readonly string[]
  /** Null while it waits in the queue. */
  readonly startedAt: Date | null
}

/** Initial seconds per point and variable: 100,000 points × 4 variables in about 4 s, including writing. */
const START_SECONDS_PER_VALUE = 1e-5
/** Weight of the newest task in the moving average. */
const NEWEST = 0.3
/** What every task costs besides its points: queue, rows, one gzip stream. Milliseconds. */
const OVERHEAD_MS = 300
/** Past its estimate, a task is expected to need at least this share of the time it has already taken. */
const OVERDUE_PART = 0.1
/** A rise by less than this share, and so many milliseconds more, is a hiccup. */
const HICCUP_PART = 0.25
const HICCUP_MS = 1_000
/** More tasks than anyone has under way. */
const MOST_SHOWN = 10_000
/** Values of about 0.2 s of work. A smaller task says little: any hiccup would count a thousandfold in a large one. */
const TELLING_VALUES = 20_000
/** The first pieces are slower than the rest; below this share they say little. */
const TELLING_PART = 0.15

/** Estimates durations from those of earlier tasks. */
export class Estimator {
  readonly #paceMs: number
  #secondsPerValue = START_SECONDS_PER_VALUE
  /** By task id, the time left as last shown. Milliseconds. */
  readonly #shown = new Map<string, number>()
  /** By task id, while this process computes it: when that began, and the share that is done. */
  readonly #progress = new Map<string, { sinceMs: number; part: number }>()

  /** @param paceMs the least time the service takes per task (`EMBEDDED_TASK_SECONDS`) */
  constructor(paceMs: number) {
    this.#paceMs = paceMs
  }

  /** From start to answer, without the queue. Milliseconds. */
  ownMs(task: Pick<Workload, 'points' | 'variables'>): number {
    return this.#paceMs + this.#computeMs(task)
  }

  /**
   * From call to answer. Milliseconds.
   * @param ahead tasks of the same queue that are not finished
   * @param workers how many of them run at once
   */
  fromCallMs(
    task: Pick<Workload, 'points' | 'variables'>,
    ahead: readonly Workload[],
    workers: number,
    nowMs: number,
  ): number {
    const queueMs = ahead.reduce((sum, other) => sum + (this.timeLeftMs(other, nowMs) ?? this.ownMs(other)), 0)
    const isWorkerFree = ahead.length < workers
    return Math.round((isWorkerFree ? 0 : queueMs / workers) + this.ownMs(task))
  }

  /** Until the answer, or null while the task waits for its turn. Never negative. Milliseconds. */
  timeLeftMs(task: Workload, nowMs: number): number | null {
    if (!task.startedAt) return null
    const progress = this.#progress.get(task.id)
    if (progress && progress.part >= TELLING_PART)
      return ((nowMs - progress.sinceMs) * (1 - progress.part)) / progress.part
    const elapsedMs = Math.max(0, nowMs - task.startedAt.getTime())
    return Math.max(this.ownMs(task) - elapsedMs, elapsedMs * OVERDUE_PART)
  }

  /**
   * The same as shown to people: it falls as time passes, stays level through a hiccup, and rises only where the task
   * has really become slower.
   */
  shownLeftMs(task: Workload, nowMs: number): number | null {
    const leftMs = this.timeLeftMs(task, nowMs)
    const before = this.#shown.get(task.id)
    this.#shown.delete(task.id)
    if (leftMs === null) return null
    const isHiccup = before !== undefined && leftMs > before && leftMs <= before * (1 + HICCUP_PART) + HICCUP_MS
    const shown = isHiccup ? before : leftMs
    this.#shown.set(task.id, shown)
    // Tasks ended by other processes are not noticed here.
    const [oldest] = this.#shown.keys()
    if (oldest !== undefined && this.#shown.size > MOST_SHOWN) this.#shown.delete(oldest)
    return shown
  }

  /** @param part 0 … 1 of the points that are done */
  advanced(taskId: string, part: number, nowMs: number): void {
    const sinceMs = this.#progress.get(taskId)?.sinceMs ?? nowMs
    this.#progress.set(taskId, { sinceMs, part })
  }

  ended(taskId: string): void {
    this.#progress.delete(taskId)
    this.#shown.delete(taskId)
  }

  /** Learns from a finished task that is large enough to be telling. @param computeMs without pace and queue */
  learned(task: Pick<Workload, 'points' | 'variables'>, computeMs: number): void {
    const values = task.points * task.variables.length
    if (values < TELLING_VALUES) return
    const perValue = Math.max(0, computeMs - OVERHEAD_MS) / 1000 / values
    this.#secondsPerValue += NEWEST * (perValue - this.#secondsPerValue)
  }

  #computeMs({ points, variables }: Pick<Workload, 'points' | 'variables'>): number {
    return OVERHEAD_MS + points * variables.length * this.#secondsPerValue * 1000
  }
}
