import { vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { tabLocks } from '#src/data/locks.ts'
import { readCall } from '#src/data/http/read-call.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import { createTasks, type Tasks } from '#src/data/tasks/tasks.ts'
import { progressAt, progressText } from '#src/domain/tasks/progress.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { type Deadlines, deadlinesFor } from '#src/server/gateway/upstream.ts'
import { callPolicy } from '#src/domain/tasks/call-policy.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, type GatewayServer } from '#test/server/support/gateway.ts'
import { scalePolicy } from '#test/support/scaled-policy.ts'
import { testParts, testPoints } from '#test/support/submission.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { steppedClock, type SteppedClock } from './stepped-clock.ts'

/** How many milliseconds a minute of the product takes where the clock is scaled. */
export const MINUTE_MS = 1200
const SHARE = MINUTE_MS / 60_000

/** The task layer of one browser tab. */
export interface Page {
  readonly tasks: Tasks
  /** The only submission, as it is now. */
  readonly submission: () => Submission
  /** Every state the only submission has been in, without repetitions in a row. */
  readonly states: () => readonly string[]
  /** The words of its progress now; null before the first look. */
  readonly progress: () => string | null
  readonly close: () => void
}

/**
 * The browser's task layer, a real gateway and the scripted upstream, on real sockets. Calls that hang need a running
 * clock: then every duration is 1:50. Otherwise the clock is the product's own, and stands still until it is moved.
 */
export interface FaultBench {
  readonly upstream: ScriptedUpstream
  /** Another tab, or the same after a reload: what is stored stays until `forget`. */
  openPage(random?: () => number): Page
  /** The next page has nothing stored. */
  forget(): void
  /** Ends the gateway with every connection to it; `restart` brings it back on the same database. */
  stopGateway(): Promise<void>
  restart(): Promise<void>
  /** Everything the gateway has logged. */
  log(): string
  close(): Promise<void>
}

export const draft = (change: Partial<RequestDraft> = {}): RequestDraft => ({
  slug: 'rtm-hal',
  parts: testParts(9),
  mode: 'async',
  points: testPoints(9),
  variables: ['wind', 'wave'],
  windHeightM: 10,
  receiveMail: false,
  ...change,
})

/** With a clock that is moved by hand, from timer to timer; whoever opens it closes it. */
export async function openSteppedBench(): Promise<FaultBench & Pick<SteppedClock, 'until' | 'pass'>> {
  const clock = steppedClock()
  const bench = await openBench(deadlinesFor(callPolicy.submitSync.deadlineMs), clock.watched)
  clock.start()
  return {
    ...bench,
    until: clock.until,
    pass: clock.pass,
    close: async () => {
      clock.stop()
      await bench.close()
    },
  }
}

export async function openFaultBench(): Promise<FaultBench> {
  const restorePolicy = scalePolicy(SHARE)
  // The gateway's deadlines by its own policy, scaled, but long enough for a busy machine to meet.
  const deadlines = {
    connectMs: 1000,
    taskMs: 600,
    acceptMs: 1200,
    syncMs: 3600,
    resultMs: 3600,
    sharedMs: 2000 * SHARE,
  }
  const bench = await openBench(deadlines, (fetch) => fetch)
  return {
    ...bench,
    close: async () => {
      await bench.close()
      restorePolicy()
    },
  }
}

async function openBench(deadlines: Deadlines, watched: SteppedClock['watched']): Promise<FaultBench> {
  const database = await openTestDatabase()
  const upstream = await startUpstream(CANARY_KEY)
  const openGateway = () => openTestGateway({ db: database.db, requestsUrl: upstream.url, deadlines })
  let gateway: GatewayServer | null = await openGateway()
  let { url } = gateway
  const logs: string[] = []
  const realFetch = globalThis.fetch
  vi.stubGlobal(
    'fetch',
    watched((path, init) => realFetch(url.replace(/\/api$/, path), init)),
  )

  let storage: Storage = createStorage()
  const pages = new Set<() => void>()

  async function stopGateway(): Promise<void> {
    if (!gateway) return
    logs.push(gateway.log())
    gateway.app.server.closeAllConnections()
    await gateway.close()
    gateway = null
  }

  return {
    upstream,
    openPage(random) {
      const page = openPage(storage, random)
      pages.add(page.close)
      return page
    },
    forget() {
      pages.forEach((close) => close())
      pages.clear()
      storage = createStorage()
    },
    stopGateway,
    async restart() {
      gateway = await openGateway()
      url = gateway.url
    },
    log: () => logs.join('') + (gateway?.log() ?? ''),
    async close() {
      pages.forEach((close) => close())
      await stopGateway()
      await upstream.close()
      await database.close()
      vi.unstubAllGlobals()
    },
  }
}

function openPage(storage: Storage, random = Math.random): Page {
  const tasks = createTasks({ storage, reader: readCall, locks: tabLocks(), channel: createTabChannel(null), random })
  const states: string[] = []
  const submission = () => tasks.snapshot().submissions[0]!
  const unsubscribe = tasks.subscribe(() => {
    const [only] = tasks.snapshot().submissions
    if (only && only.state !== states.at(-1)) states.push(only.state)
  })
  const stop = tasks.start()
  return {
    tasks,
    submission,
    states: () => states,
    progress: () => {
      const taskProgress = tasks.snapshot().progressByTask.get(submission().taskId ?? '')
      return taskProgress ? progressText(progressAt(taskProgress, Date.now())) : null
    },
    close: () => {
      unsubscribe()
      stop()
    },
  }
}
