import { act, screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { TasksPanel } from '#src/features/tasks/tasks-panel.tsx'
import { useDesktopNotices } from '#src/features/tasks/news/task-news.ts'
import { fakeService, type FakeService } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'
import { opened, pass, renderTasks, useFakePage } from '#test/features/tasks/render-tasks.tsx'

// Rows B of docs/reliability.md that need a screen.

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3, 'RTM–HAL'),
  mode: 'async',
  points: testPoints(3),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}
let service: FakeService
let user: UserEvent
let stop: () => void

function Page() {
  useDesktopNotices(() => undefined)
  return <TasksPanel onShow={() => undefined} />
}
async function open() {
  const page = await renderTasks(<Page />)
  stop = page.stop
  return page
}

beforeEach(() => {
  user = useFakePage()
  service = fakeService()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('B4 away for an hour', () => {
  it('the computer sleeps for an hour: the right state within 5 s, without a burst', async () => {
    const { tasks } = await open()
    const { taskName } = await tasks.submit({ ...draft, points: testPoints(60_000) }) // looked at every 15 minutes
    await pass(3)
    service.end(service.named(taskName)[0])
    const asked = service.requests.length
    vi.setSystemTime(Date.now() + 3_600_000) // timers stand still meanwhile
    await pass(5)
    expect(within(screen.getByRole('region', { name: 'Finished' })).getByText(/^Ready\./)).toBeVisible()
    expect(service.requests.length - asked).toBeLessThanOrEqual(4)
  })

  it('a hidden tab comes to the front: one look, not one per event', async () => {
    const { tasks } = await open()
    await tasks.submit({ ...draft, points: testPoints(60_000) })
    await pass(15)
    const asked = service.sent('PENDING').length
    for (let n = 0; n < 5; n++) act(() => void window.dispatchEvent(new Event('focus')))
    await pass(0)
    expect(service.sent('PENDING')).toHaveLength(asked + 1)
    act(() => void window.dispatchEvent(new Event('focus')))
    await pass(0)
    expect(service.sent('PENDING')).toHaveLength(asked + 1)
  })

  it('nothing pending: coming to the front looks once, for there may be a task of a colleague', async () => {
    await open()
    await pass(30)
    service.addTask('from-a-colleague', [])
    const asked = service.sent('PENDING').length
    for (let n = 0; n < 5; n++) act(() => void window.dispatchEvent(new Event('focus')))
    await pass(5)
    expect(service.sent('PENDING')).toHaveLength(asked + 1)
    expect(screen.getByText('from-a-colleague')).toBeVisible()
  })
})

describe('B12 clipboard and notices', () => {
  it('clipboard denied: shows the text to copy by hand', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError'))
    const { tasks } = await open()
    const { taskName } = await tasks.submit(draft)
    await pass(1)
    opened()
    await user.click(screen.getByRole('button', { name: `Copy task name ${taskName}` }))
    await pass(0)
    expect(screen.getByRole('textbox', { name: /^Task name: this browser does not allow pages to copy/ })).toHaveValue(
      taskName,
    )
  })

  it('clipboard given: says that it was copied, and a link opens the task', async () => {
    const { tasks } = await open()
    await tasks.submit(draft)
    await pass(1)
    await user.click(within(opened()).getByRole('button', { name: 'Copy link' }))
    await pass(0)
    expect(screen.getByText('Link copied.')).toBeVisible()
    expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}/t/task-1`)
  })

  function withNotifications(permission: NotificationPermission, answer: NotificationPermission = permission) {
    const shown: string[] = []
    class FakeNotification {
      static permission = permission
      static requestPermission = vi.fn(() => Promise.resolve((FakeNotification.permission = answer)))
      onclick: (() => void) | null = null
      close = () => undefined
      constructor(title: string, { body }: { body: string }) {
        shown.push(`${title}: ${body}`)
      }
    }
    vi.stubGlobal('Notification', FakeNotification)
    vi.stubGlobal('isSecureContext', true)
    return { shown, asked: FakeNotification.requestPermission }
  }

  it('desktop notices are requested by a switch after the first request, never before', async () => {
    const { shown, asked } = withNotifications('default', 'granted')
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    const { tasks } = await open()
    expect(screen.queryByRole('button', { name: /on this desktop/ })).toBeNull()
    const { taskName } = await tasks.submit(draft)
    await pass(1)
    expect(asked).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Notify on this desktop when a task ends' }))
    service.end(service.named(taskName)[0])
    await pass(5)
    expect(shown).toEqual(['✓ RTM–HAL ready: Ready. 6 values, none missing.'])
  })

  it('notices denied: says so, and nothing else changes', async () => {
    const { shown } = withNotifications('denied')
    const { tasks } = await open()
    const { taskName } = await tasks.submit(draft)
    await pass(1)
    expect(
      screen.getByRole('button', { name: /^Desktop notices are not possible: this browser blocks them/ }),
    ).toHaveAttribute('aria-disabled', 'true')
    service.end(service.named(taskName)[0])
    await pass(5)
    expect(shown).toEqual([])
    expect(screen.getByText(/^Ready\./)).toBeVisible()
  })
})

describe('B13 500 tasks in the list', () => {
  const place = { latitude: 35, longitude: 139, timestamp: '2026-11-23T00:00:00Z' }

  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
    for (let n = 0; n < 500; n++) {
      vi.setSystemTime(Date.now() + 1000)
      service.addTask(
        `leg-${String(n).padStart(3, '0')}`,
        [place],
        n % 50 === 0 ? 'PENDING' : n % 3 === 0 ? 'FAILURE' : 'SUCCESS',
      )
    }
  })

  it('only those in sight are in the page; all are counted, found, sorted and filtered', async () => {
    await open()
    await pass(0)
    expect(screen.getByRole('heading', { name: 'Waiting (10)' })).toBeVisible()
    expect(screen.getAllByRole('article').length).toBeLessThan(16)
    await user.click(screen.getByRole('button', { name: 'Failed' }))
    await pass(0)
    expect(screen.getByRole('heading', { name: 'Finished (163)' })).toBeVisible()
    const first = () => screen.getAllByRole('article')[0]!
    expect(within(first()).getByTitle('leg-498')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Sort and show' }))
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Oldest first' }))
    expect(within(first()).getByTitle('leg-003')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'All' }))
    await user.type(screen.getByRole('searchbox', { name: 'Find, or recover by name' }), 'LEG-31')
    await pass(0)
    expect(screen.getByRole('heading', { name: 'Finished (10)' })).toBeVisible()
    await user.clear(screen.getByRole('searchbox'))
    await user.type(screen.getByRole('searchbox'), 'task-17')
    await pass(0)
    expect(screen.getByText(/^Finished \(11\)$/)).toBeVisible() // task-17 and task-170 to task-179 by their ids
  })

  it('the finished ones are removed from this list in one step, which can be undone', async () => {
    await open()
    await pass(0)
    await user.click(screen.getByRole('button', { name: 'Done' }))
    await pass(0)
    await user.click(screen.getByRole('button', { name: 'Remove finished (327)' }))
    expect(screen.getByText('Removed 327 tasks from this list.')).toBeVisible()
    expect(screen.getByText('No task is in this state.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Undo remove' }))
    expect(screen.getByRole('heading', { name: 'Finished (327)' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Remove finished (327)' }))
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    await user.click(screen.getByRole('button', { name: 'Sort and show' }))
    await user.click(screen.getByRole('menuitem', { name: /^Show removed tasks again/ }))
    expect(screen.getByRole('heading', { name: 'Finished (327)' })).toBeVisible()
    expect(service.sent('cancel')).toEqual([])
  })
})

it('does not ask whose tasks to show where nobody signs in', async () => {
  service.addTask('of-somebody-else', [])
  const { tasks } = await open()
  await tasks.submit(draft)
  await pass(2)
  expect(screen.getAllByRole('article')).toHaveLength(2)
  expect(screen.queryByText('Mine')).toBeNull()
})
