import { failureOf, readCall } from '../http/read-call.ts'
import type { FromWorker, ToWorker } from './result-reader.ts'

// Fetches, parses and checks answers away from the page, and hands over columns: their buffers are moved, not copied.

// The page's own types know `self` as a window; only these two members are used here.
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage: (message: FromWorker, transfer?: Transferable[]) => void
}

const scope = self as unknown as WorkerScope
const running = new Map<number, AbortController>()

scope.onmessage = ({ data }) => {
  if (data.kind === 'abort') running.get(data.n)?.abort()
  else void run(data.n, data.call)
}

async function run(n: number, call: Extract<ToWorker, { kind: 'call' }>['call']): Promise<void> {
  const controller = new AbortController()
  running.set(n, controller)
  try {
    const answer = await readCall(call, controller.signal)
    const buffers = answer.columns.flatMap(({ lat, lon, timeMs, fields }) =>
      [lat, lon, timeMs, ...Object.values(fields)].map(({ buffer }) => buffer as ArrayBuffer),
    )
    scope.postMessage({ n, answer }, buffers)
  } catch (error) {
    scope.postMessage({ n, failure: failureOf(error) })
  } finally {
    running.delete(n)
  }
}
