import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { keptName } from './kept-name.ts'

/** The most ids that are remembered; the oldest go first, and those tasks show again. */
const MOST = 5000
const NAME = keptName('fairway.removed-tasks')

interface RemovedTasks {
  readonly ids: readonly string[]
}

/** Tasks of the service that were taken off this browser's list; the tasks themselves stay. */
const useStore = create<RemovedTasks>()(persist((): RemovedTasks => ({ ids: [] }), { name: NAME, version: 1 }))

// Another tab has removed some.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === NAME) void useStore.persist.rehydrate()
  })
}

export const useRemovedTasks = (): readonly string[] => useStore(({ ids }) => ids)

export const isTaskRemoved = (taskId: string): boolean => useStore.getState().ids.includes(taskId)

/** What is taken off the list and put back. */
export const removedTasks = {
  tasksRemoved: (removed: readonly string[]) =>
    useStore.setState(({ ids }) => ({ ids: [...new Set([...ids, ...removed])].slice(-MOST) })),
  tasksBroughtBack: (back: readonly string[]) => {
    const wanted = new Set(back)
    useStore.setState(({ ids }) => ({ ids: ids.filter((id) => !wanted.has(id)) }))
  },
}
