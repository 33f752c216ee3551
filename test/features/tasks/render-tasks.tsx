import { QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { tabLocks } from '#src/data/locks.ts'
import { readCall } from '#src/data/http/read-call.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createStorage } from '#src/data/storage/storage.ts'
import { createTasks } from '#src/data/tasks/tasks.ts'
import { TasksContext } from '#src/data/tasks/use-tasks.tsx'

/** Fake timers for everything the page waits with, and a user who does not really wait. */
export function useFakePage() {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 22, 17, 41),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  // Testing Library waits with a timer after each act, and knows only Jest's name for advancing it.
  vi.stubGlobal('jest', { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) })
  // jsdom has no layout: a tall page, so that every card of a short list is in sight.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(4000)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(120)
  return userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
}

/** Lets time pass for timers, promises and the screen. */
export const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))

/** A card with all that it says and offers. @param item left out: the only one */
export function opened(item = screen.getByRole('article')): HTMLElement {
  const closed = within(item).queryByRole('button', { expanded: false })
  if (closed) fireEvent.click(closed)
  return item
}

/** Renders a part of the screen over tasks of its own; the service behind them is whatever `fetch` is. */
export async function renderTasks(ui: ReactNode, storage = createStorage()) {
  const tasks = createTasks({
    storage,
    reader: readCall,
    locks: tabLocks(),
    channel: createTabChannel(null),
    random: () => 0.5,
  })
  const stop = tasks.start()
  const view = render(
    <QueryClientProvider client={tasks.client}>
      <TasksContext value={tasks}>{ui}</TasksContext>
    </QueryClientProvider>,
  )
  await pass(0)
  return { tasks, client: tasks.client, storage, stop, ...view }
}
