import type { Page } from '@playwright/test'

/**
 * What a page's main thread did, in milliseconds of processor time: other work on the machine does not count, nor does
 * waiting for a picture drawn in software. A browser that cannot tell them apart gives clock time.
 */
export interface MainThread {
  /** The longest task, however short: the longest wait of a press or a frame. */
  readonly longestMs: number
  /** All tasks together. */
  readonly busyMs: number
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  /** Of the processor. */
  readonly tdur?: number
}

const BEGIN = 'bench: begin'
const END = 'bench: end'

/**
 * The main thread's tasks from before an action until it has settled. They come from the browser's own trace: a page's
 * observer of long tasks does not hear of those under 50 ms, and measuring in the page is a task too.
 * @param settleMs how long to go on watching: what follows a moment later, such as saving, belongs to the action
 */
export async function mainThreadDuring(page: Page, act: () => Promise<unknown>, settleMs = 1000): Promise<MainThread> {
  const browser = page.context().browser()!
  await browser.startTracing(page, {
    categories: ['-*', 'toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  })
  await page.evaluate((name) => void performance.mark(name), BEGIN)
  await act()
  await page.waitForTimeout(settleMs)
  await page.evaluate((name) => void performance.mark(name), END)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return mainThreadOf(traceEvents)
}

/** The id of the process a page runs in; a browser has several, and only its trace shows which is whose. */
export async function processOf(page: Page): Promise<number> {
  const browser = page.context().browser()!
  await browser.startTracing(page, { categories: ['-*', 'blink.user_timing'] })
  await page.evaluate((name) => void performance.mark(name), BEGIN)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return traceEvents.find(({ name }) => name === BEGIN)!.pid
}

function mainThreadOf(events: readonly TraceEvent[]): MainThread {
  const [begin, end] = [BEGIN, END].map((mark) => events.find(({ name }) => name === mark))
  if (!begin || !end) throw new Error('The trace does not show what was measured.')
  const durations = events
    .filter(
      ({ name, pid, tid, ts }) =>
        name === 'RunTask' && pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts,
    )
    .map(({ dur = 0, tdur = dur }) => tdur / 1000)
  return { longestMs: Math.max(0, ...durations), busyMs: durations.reduce((sum, ms) => sum + ms, 0) }
}

/**
 * From an input event to the frame that shows its effect, milliseconds. Two frames are awaited: the callbacks of the
 * first run before it is drawn.
 * @param type of the event that counts, such as `keydown`; the count starts at its own time
 * @param shown what has to be in the page first, as a selector; left out: nothing
 */
export async function toNextPaint(
  page: Page,
  type: string,
  act: () => Promise<unknown>,
  shown = ':root',
): Promise<number> {
  const painted = await page.evaluateHandle(
    ({ type, shown }) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const ms = new Promise<number>((resolve) => {
        const counted = async ({ timeStamp }: Event) => {
          do await frame()
          while (!document.querySelector(shown))
          await frame()
          resolve(performance.now() - timeStamp)
        }
        window.addEventListener(type, (event) => void counted(event), { capture: true, once: true })
      })
      return { ms }
    },
    { type, shown },
  )
  await act()
  const ms = await painted.evaluate((held) => held.ms)
  await painted.dispose()
  return ms
}
