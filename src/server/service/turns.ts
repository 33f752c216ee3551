import type { Task } from './tasks.ts'

type Queued = Pick<Task, 'userName' | 'turn' | 'startedAt'>

export const isRunning = ({ startedAt }: Pick<Queued, 'startedAt'>): boolean => startedAt !== null

/**
 * The round in which a user's next task has its turn: one after the user's last, and for who has none under way the
 * round that runs at the moment. So users take turns, however many tasks one of them sends.
 * Source: start-time fair queueing, P. Goyal, H. M. Vin and H. Cheng 1996, every task of the same length.
 * @param queued what is not finished in the queue
 */
export function nextTurn(queued: readonly Queued[], userName: string): number {
  const own = queued.filter((task) => task.userName === userName).map(({ turn }) => turn)
  if (own.length > 0) return Math.max(Math.max(...own) + 1, round(queued))
  return round(queued)
}

/** The round the queue is in: the latest that has begun, else the first that waits. */
function round(queued: readonly Queued[]): number {
  const running = queued.filter(isRunning).map(({ turn }) => turn)
  if (running.length > 0) return Math.max(...running)
  return queued.length > 0 ? Math.min(...queued.map(({ turn }) => turn)) : 0
}
