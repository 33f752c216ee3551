import { act, screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serverAnswered } from '#src/data/http/server-answers.ts'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { TasksPanel } from '#src/features/tasks/tasks-panel.tsx'
import { removedTasks } from '#src/state/removed-tasks.ts'
import { fakeService, type FakeService, json } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'
import { opened, pass, renderTasks, useFakePage } from './render-tasks.tsx'

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(148),
  mode: 'async',
  points: testPoints(148),
  variables: ['wind', 'wave'],
  windHeightM: 10,
  receiveMail: false,
}
const place = { latitude: 35, longitude: 139, timestamp: '2026-11-23T00:00:00Z' }

let service: FakeService
let user: UserEvent
let tasks: Tasks
let stop: () => void
const onShow = vi.fn()

async function openPanel() {
  ;({ tasks, stop } = await renderTasks(<TasksPanel onShow={onShow} />))
}
const card = (name: RegExp | string) => screen.getAllByRole('listitem').find((item) => within(item).queryByText(name))!

beforeEach(() => {
  user = useFakePage()
  service = fakeService()
  onShow.mockClear()
})
afterEach(() => {
  stop()
  act(() => removedTasks.tasksBroughtBack(['task-1', 'task-2', 'task-3']))
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the panel', () => {
  it('says where tasks will appear while there are none, and looks for some once a minute', async () => {
    await openPanel()
    expect(screen.getByText('Requests you send appear here, with their progress and results.')).toBeVisible()
    expect(screen.getByText('Nothing is pending.')).toBeVisible()
    const asked = service.requests.length
    await pass(600)
    expect(service.requests.slice(asked)).toEqual(Array<string>(10).fill('GET /api/user/tasks/PENDING'))
  })

  it('follows a task from sending to its result', async () => {
    service.words({ estimated_time: '4 minutes', time_left: '2 minutes 40 seconds' })
    await openPanel()
    const { taskName } = await tasks.submit(draft)
    await pass(2)
    const running = within(screen.getByRole('region', { name: 'Running' }))
    expect(running.getByText('About 2:40 left')).toBeVisible()
    expect(running.getByTitle('Rotterdam – Halifax')).toBeVisible()
    expect(within(opened()).getByText('148 points · wind, waves · sent 22 Nov 17:41Z')).toBeVisible()
    expect(running.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'About 2:40 left')
    await pass(10)
    expect(running.getByText('About 2:30 left')).toBeVisible()
    expect(screen.getByText('Next check in 0:20')).toBeVisible()

    service.end(service.named(taskName)[0])
    await user.click(screen.getByRole('button', { name: 'Check now' }))
    const finished = within(screen.getByRole('region', { name: 'Finished' }))
    expect(finished.getByText('Ready. 296 values, 60 % missing.')).toBeVisible()
    expect(screen.getByRole('status')).toHaveTextContent('Rotterdam – Halifax: Done. Ready.')
    await user.click(finished.getByRole('button', { name: 'Show' }))
    expect(onShow).toHaveBeenCalledWith('task-1')
  })

  it('reads the list again that could not be read once the server answers', async () => {
    const isList = (path: string) => path.endsWith('/user/tasks')
    service.misbehave(({ path }) => (isList(path) ? json({ error: { code: 'down' } }, 503) : null))
    await openPanel()
    const note = /^Of the account’s tasks only those known here are shown\./
    expect(screen.getByText(note)).toBeVisible()
    service.misbehave(() => null)
    serverAnswered(Infinity)
    await pass(1)
    expect(screen.queryByText(note)).toBeNull()
  })

  it('has two lines for a task, and the rest of it where it is opened', async () => {
    await openPanel()
    const { taskName } = await tasks.submit(draft)
    await pass(2)
    const closed = within(screen.getByRole('article', { name: 'Waiting: Rotterdam – Halifax' }))
    expect(closed.getByText('17:41Z')).toBeVisible()
    expect(closed.getByText('Waiting.')).toBeVisible()
    expect(closed.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'WaitingRotterdam – Halifax17:41Z',
      'Cancel',
    ])
    await user.click(closed.getByRole('button', { expanded: false }))
    expect(closed.getByTitle(taskName)).toBeVisible()
    expect(closed.getByText(/^148 points · wind, waves/)).toBeVisible()
    expect(closed.getByRole('button', { name: 'Copy link' })).toBeVisible()
    expect(closed.getByRole('button', { expanded: true })).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(closed.queryByTitle(taskName)).toBeNull()
  })

  it('announces changes of state, not the ticks of a countdown', async () => {
    service.words({ estimated_time: '4 minutes', time_left: '2 minutes' })
    await openPanel()
    await tasks.submit(draft)
    await pass(3)
    const before = screen.getByRole('status').textContent
    expect(before).toMatch(/Running\. About/)
    await pass(20)
    expect(screen.getByRole('status').textContent).toBe(before)
  })

  it('asks for confirmation before it cancels, and keeps the focus', async () => {
    await openPanel()
    await tasks.submit(draft)
    await pass(2)
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByRole('button', { name: 'Keep running' })).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Keep running' }))
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    expect(service.sent('cancel_task')).toEqual([])
    await user.keyboard('{Delete}')
    await user.click(screen.getByRole('button', { name: 'Cancel task' }))
    await pass(1)
    expect(screen.getByText('At 17:41Z; request kept.')).toBeVisible()
    expect(service.sent('cancel_task')).toHaveLength(1)
  })

  it("puts a failure in plain words, the service's own under Details, and sends again under a new name", async () => {
    service.misbehave(({ method }) => (method === 'POST' ? json({ detail: 'points 7: bad' }, 422) : null))
    await openPanel()
    const { taskName } = await tasks.submit(draft)
    await pass(0)
    expect(screen.getByText('The weather service refused the request.')).toBeVisible()
    opened()
    expect(
      screen.getByText('The weather service refused the request. Your route is kept; correct it and send again.'),
    ).toBeVisible()
    expect(screen.getByText('points 7: bad')).toBeInTheDocument()
    service.behave()
    await user.click(screen.getByRole('button', { name: 'Retry with same request' }))
    await pass(1)
    const [again] = tasks.snapshot().submissions
    expect(again).toMatchObject({ state: 'accepted', parts: testParts(148) })
    expect(again!.taskName).not.toBe(taskName)
  })

  it('removes a finished card', async () => {
    await openPanel()
    await tasks.submit({ ...draft, mode: 'sync' })
    await pass(1)
    await user.click(within(opened()).getByRole('button', { name: 'Remove' }))
    await pass(1)
    expect(screen.queryByRole('region', { name: 'Finished' })).not.toBeInTheDocument()
  })
})

describe('tasks of the account', () => {
  it('lists those sent elsewhere, by state', async () => {
    service.addTask('script-pending', [place])
    service.addTask('script-done', [place], 'SUCCESS')
    service.addTask('script-failed', [place], 'FAILURE')
    await openPanel()
    await pass(0)
    const names = () => ['script-pending', 'script-done', 'script-failed'].filter((name) => screen.queryByText(name))
    expect(names()).toEqual(['script-pending', 'script-done', 'script-failed'])
    for (const [filter, expected] of [
      ['Pending', 'script-pending'],
      ['Done', 'script-done'],
      ['Failed', 'script-failed'],
    ] as const) {
      await user.click(screen.getByRole('button', { name: filter }))
      await pass(0)
      expect(names()).toEqual([expected])
    }
    expect(service.sent('/user/tasks/SUCCESS')).toHaveLength(1)
  })

  it('counts in its head what is below it, also in a browser that has sent nothing', async () => {
    for (let n = 0; n < 19; n++) service.addTask(`leg-${n}`, [place], n % 4 === 0 ? 'FAILURE' : 'SUCCESS')
    service.addTask('under-way', [place])
    await openPanel()
    await pass(0)
    const counts = () => screen.getByText(/^\d+ active · \d+ finished$/).textContent
    expect(counts()).toBe('1 active · 19 finished')
    expect(screen.getByRole('heading', { name: 'Finished (19)' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Failed' }))
    await pass(0)
    expect(screen.getByRole('heading', { name: 'Finished (5)' })).toBeVisible()
    expect(counts()).toBe('0 active · 5 finished')
  })

  it('asks once how a task ended that was sent elsewhere; one that was cancelled is not red', async () => {
    const ends = { cut: 'Cancelled by bruno at 2026-11-22T17:41:00Z', unknown: null, broken: 'no data' }
    for (const [name, error] of Object.entries(ends)) service.end(service.addTask(name, [place]), 'FAILURE', error)
    await openPanel()
    await pass(1)
    const stateOf = (name: string) => screen.getByRole('article', { name: new RegExp(`: ${name}$`) }).dataset['state']
    expect(
      screen
        .getAllByRole('article')
        .map(({ ariaLabel }) => ariaLabel)
        .sort(),
    ).toEqual(['Cancelled: cut', 'Ended: unknown', 'Failed: broken'])
    expect([stateOf('cut'), stateOf('unknown'), stateOf('broken')]).toEqual(['cancelled', 'cancelled', 'failed'])
    await user.click(screen.getByRole('button', { name: 'Failed' }))
    await pass(60)
    expect(service.sent('GET /api/task/')).toHaveLength(3)
  })

  it('offers the route of an answer that was sent elsewhere', async () => {
    service.addTask('script-done', [place], 'SUCCESS')
    const onUseRoute = vi.fn()
    ;({ tasks, stop } = await renderTasks(<TasksPanel onShow={onShow} onUseRoute={onUseRoute} />))
    await pass(0)
    await user.click(within(opened()).getByRole('button', { name: 'Use its route' }))
    expect(onUseRoute).toHaveBeenCalledWith('task-1')
    await tasks.submit(draft)
    await pass(1)
    expect(
      within(opened(screen.getAllByRole('article')[0])).queryByRole('button', { name: 'Use its route' }),
    ).toBeNull()
  })

  it('opens a finished one by its id', async () => {
    service.addTask('script-done', [place], 'SUCCESS')
    await openPanel()
    await pass(0)
    await user.click(within(card('script-done')).getByRole('button', { name: 'Show' }))
    expect(onShow).toHaveBeenCalledWith('task-1')
  })

  it('recovers one by its name, follows it and has its answer', async () => {
    const task = service.addTask('from-a-script', [place])
    await openPanel()
    await user.type(screen.getByRole('searchbox', { name: 'Find, or recover by name' }), ' from-a-script ')
    await user.click(screen.getByRole('button', { name: 'Recover' }))
    await pass(1)
    expect(within(screen.getByRole('region', { name: 'Waiting' })).getByText('from-a-script')).toBeVisible()
    service.end(task)
    await pass(40)
    expect(
      within(screen.getByRole('region', { name: 'Finished' })).getByText('Ready. 2 values, none missing.'),
    ).toBeVisible()
  })

  it('lets the operator pick if several have the name', async () => {
    service.addTask('twin', [place])
    vi.setSystemTime(Date.now() + 60_000)
    service.addTask('twin', [place], 'SUCCESS')
    await openPanel()
    await user.type(screen.getByRole('searchbox', { name: 'Find, or recover by name' }), 'twin{Enter}')
    await pass(0)
    await user.click(screen.getByRole('button', { name: '22 Nov 17:42Z · SUCCESS · 1 point' }))
    await pass(1)
    expect(tasks.snapshot().submissions).toMatchObject([{ taskId: 'task-2', state: 'done' }])
  })

  it('says that no task has the name', async () => {
    await openPanel()
    await user.type(screen.getByRole('searchbox', { name: 'Find, or recover by name' }), 'nobody{Enter}')
    await pass(0)
    expect(
      screen.getByText('The service has no task with this name. Check the spelling; upper and lower case matter.'),
    ).toBeVisible()
  })

  it('shows a name from the service as text', async () => {
    service.addTask('<img src=x onerror=alert(1)>', [place])
    await openPanel()
    await pass(0)
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
    expect(document.querySelector('img')).toBeNull()
  })
})
