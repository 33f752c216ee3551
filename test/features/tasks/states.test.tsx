import { screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { TasksPanel } from '#src/features/tasks/tasks-panel.tsx'
import { testParts, testPoints } from '#test/support/submission.ts'
import { answer, gated, lostAfterServing, refuse, resetUnserved } from '#test/support/upstream/behaviours.ts'
import { succeedsAfterCancel, unlisted } from '#test/support/upstream/task-faults.ts'
import type { ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { opened, renderTasks, useFakePage } from './render-tasks.tsx'
import { eventually, passBy, startScriptedService } from './scripted-page.tsx'

// Every state of the design with its own picture, text and actions, against the scripted service.

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(148),
  mode: 'async',
  points: testPoints(148),
  variables: ['gust'],
  windHeightM: 10,
  receiveMail: false,
}
const SUBMIT = 'POST /MetOcean'

let upstream: ScriptedUpstream
let user: UserEvent
let tasks: Tasks
let stop: () => void
const uses = { onShow: vi.fn(), onShowRoute: vi.fn(), onEdit: vi.fn(), onExport: vi.fn() }

/** The one card on the screen: its state as a word and as a picture, and its buttons without those of every card. */
function card() {
  const item = opened()
  const actions = within(item).queryByRole('group', { name: /^Actions for/ })
  const buttons = actions
    ? within(actions)
        .getAllByRole('button')
        .map(({ textContent, ariaLabel }) => ariaLabel ?? textContent)
    : []
  return {
    item,
    state: item.dataset['state'],
    picture: item
      .querySelector('svg')!
      .getAttribute('class')!
      .match(/lucide-([a-z0-9-]+)/)![1],
    actions: buttons.filter((name) => name !== 'Copy link'),
    bar: within(item).queryByRole('progressbar')?.dataset['look'] ?? null,
  }
}
const press = (name: string) => user.click(within(opened()).getByRole('button', { name }))
const shows = (text: string | RegExp) => eventually(() => expect(within(opened()).getByText(text)).toBeVisible())

async function accepted() {
  const { id } = await tasks.submit(draft)
  await eventually(() => expect(tasks.snapshot().submissions[0]?.state).toBe('accepted'))
  return { id, task: upstream.tasks.all.at(-1)! }
}

beforeEach(async () => {
  user = useFakePage()
  upstream = await startScriptedService()
  ;({ tasks, stop } = await renderTasks(<TasksPanel {...uses} />))
})
afterEach(async () => {
  stop()
  await upstream.close()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('before it is accepted', () => {
  it('Draft kept', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const reach = globalThis.fetch
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await tasks.submit(draft)
    await shows('Not sent yet. Will send when the connection returns.')
    expect(card()).toMatchObject({ state: 'draft', picture: 'pencil', actions: ['Send now', 'Edit', 'Discard'] })
    vi.stubGlobal('fetch', reach)
    await press('Send now')
    await eventually(() => expect(upstream.tasks.all).toHaveLength(1))
  })

  it('Draft kept: the service asked to wait', async () => {
    upstream.next(SUBMIT, refuse(429, 'slow down', { 'retry-after': '45' }))
    await tasks.submit(draft)
    await shows(/^The weather service asked us to wait\. Next try in 0:4[456]\. Your request is kept\.$/)
    expect(card()).toMatchObject({ state: 'draft', actions: ['Send now', 'Edit', 'Discard'] })
    await passBy(46)
    await eventually(() => expect(upstream.tasks.all).toHaveLength(1))
  })

  it('Sending, then Working for a direct answer', async () => {
    let open = () => {}
    upstream.next(SUBMIT, gated(new Promise((resolve) => (open = resolve))))
    await tasks.submit({ ...draft, mode: 'sync' })
    await shows('Sending 148 points…')
    expect(card()).toMatchObject({ state: 'sending', picture: 'loader-circle', actions: ['Stop'] })
    await passBy(3)
    await shows('Working, usually under a minute')
    open()
    await shows(/^Ready\./)
  })
})

describe('while it is pending', () => {
  it('Queued', async () => {
    const { task } = await accepted()
    Object.assign(task, { estimated_time: '4 minutes', time_left: null })
    await passBy(3)
    await shows('Waiting. Estimated time 4 min.')
    expect(card()).toMatchObject({ state: 'queued', picture: 'clock-3', actions: ['Cancel', 'Show route'] })
    await press('Show route')
    expect(uses.onShowRoute).toHaveBeenCalled()
  })

  it('Running: counts down, says when the estimate grows and when it is over', async () => {
    const { task } = await accepted()
    const left = (words: string) => Object.assign(task, { estimated_time: '4 minutes', time_left: words })
    left('2 minutes 40 seconds')
    await passBy(2)
    await shows(/^About 2:(40|39) left$/)
    expect(card()).toMatchObject({
      state: 'running',
      picture: 'play',
      bar: 'moving',
      actions: ['Cancel', 'Show route'],
    })
    await passBy(20)
    await shows(/^About 2:(20|19|18) left$/)
    left('5 minutes')
    await passBy(12)
    await shows(/Estimate now 5 min$/)
    left('0 seconds')
    await passBy(33)
    await passBy(30, 10)
    await shows(/^Taking longer than estimated, \+0:[23]\d$/)
  })

  it('Running: an unreadable estimate is shown as sent', async () => {
    const { task } = await accepted()
    Object.assign(task, { time_left: 'soon-ish' })
    await passBy(3)
    await shows('Time left, as sent: soon-ish')
  })

  it('No contact: the timer stands still and greyed', async () => {
    const { task } = await accepted()
    Object.assign(task, { estimated_time: '4 minutes', time_left: '2 minutes 40 seconds' })
    await passBy(3)
    upstream.always('GET', resetUnserved)
    await passBy(33)
    await shows(/^Lost contact 17:41Z\. The task may still be running\. Next check in 0:0\d\.$/)
    const left = within(card().item).getByText(/^About 2:\d\d left$/).textContent
    expect(card()).toMatchObject({ state: 'no-contact', picture: 'zap', bar: 'frozen', actions: ['Check now'] })
    await passBy(10)
    expect(within(card().item).getByText(left)).toBeVisible()
    upstream.heal()
    await press('Check now')
    await eventually(() => expect(card().state).toBe('running'))
  })

  it('Recovered, then its real state', async () => {
    upstream.next(SUBMIT, lostAfterServing)
    await tasks.submit(draft)
    await shows(/^Found again by name after \d s\.$/)
    expect(card()).toMatchObject({ state: 'recovered', picture: 'rotate-cw' })
    await passBy(61, 20)
    await eventually(() => expect(card().state).toBe('running'))
    expect(upstream.tasks.all).toHaveLength(1)
  })

  it('Lost', async () => {
    const { task } = await accepted()
    Object.assign(task, { time_left: null })
    await passBy(3)
    upstream.always('GET /user/tasks', unlisted)
    vi.setSystemTime(Date.now() + 27 * 60_000) // the computer slept
    await passBy(5)
    await shows('The service still says pending, 25 min past its estimate, but lists it nowhere. It may never finish.')
    expect(card()).toMatchObject({
      state: 'lost',
      picture: 'circle-question-mark',
      actions: ['Check now', 'Send again', 'Remove'],
    })
    expect(screen.getByRole('region', { name: 'Needs a decision' })).toContainElement(card().item)
  })
})

describe('cancelling', () => {
  async function cancel() {
    await press('Cancel')
    await press('Cancel task')
  }

  it('Cancelling, then Cancelled', async () => {
    await accepted()
    let open = () => {}
    upstream.next('POST /cancel_task', gated(new Promise((resolve) => (open = resolve))))
    await passBy(3)
    await cancel()
    await shows('Cancelling…')
    expect(card()).toMatchObject({ state: 'cancelling', picture: 'play', bar: 'striped', actions: [] })
    open()
    await shows('Cancelled 17:41Z. Route and request kept.')
    expect(card()).toMatchObject({
      state: 'cancelled',
      picture: 'ban',
      actions: ['Send again', 'Show route', 'Edit request', 'Remove'],
    })
  })

  it('Finished anyway', async () => {
    await accepted()
    upstream.next('POST /cancel_task', succeedsAfterCancel(upstream.tasks))
    await cancel()
    await shows('Finished before it could be cancelled. Result kept.')
    expect(card()).toMatchObject({
      state: 'finished-anyway',
      picture: 'circle-check',
      actions: ['Show', 'Remove', 'Export', 'Show route', 'Edit request'],
    })
  })

  it('could not be cancelled', async () => {
    await accepted()
    upstream.always('POST /cancel_task', refuse(403, 'Only its owner can cancel it'))
    await cancel()
    await shows('Could not be cancelled at 17:41Z, so it goes on. Cancel again, or let it end.')
    expect(card().actions).toEqual(['Cancel', 'Show route'])
    expect(within(card().item).getByText('Only its owner can cancel it')).toBeInTheDocument()
  })
})

describe('at its end', () => {
  it('Done', async () => {
    const { task } = await accepted()
    task.status = 'SUCCESS'
    await passBy(3)
    await shows(/^Ready\. \d+ values, (none|\d+ %) missing\.$/)
    expect(card()).toMatchObject({
      state: 'done',
      picture: 'circle-check',
      actions: ['Show', 'Export', 'Remove', 'Show route', 'Edit request'],
    })
    await press('Show')
    expect(uses.onShow).toHaveBeenCalledWith(task.task_id)
    vi.setSystemTime(Date.now() + 7 * 3_600_000)
    await passBy(1)
    await shows('7 h ago')
    await press('Update weather')
    await eventually(() => expect(upstream.tasks.all).toHaveLength(2))
  })

  it('Failed', async () => {
    const { task } = await accepted()
    task.status = 'FAILURE'
    upstream.always(
      'GET /task/',
      answer(
        200,
        JSON.stringify({ task_id: task.task_id, status: 'FAILURE', result: null, error: 'no data for these points' }),
      ),
    )
    await passBy(3)
    await shows('The weather service could not complete this task. Send the request again, or change it first.')
    expect(within(card().item).getByText('no data for these points')).toBeInTheDocument()
    expect(card()).toMatchObject({
      state: 'failed',
      picture: 'circle-x',
      actions: ['Retry with same request', 'Edit request', 'Copy details', 'Show route', 'Remove'],
    })
    await press('Edit request')
    expect(uses.onEdit).toHaveBeenCalled()
  })

  it('another final word, shown as the service has it', async () => {
    const { task } = await accepted()
    task.status = 'REVOKED'
    await passBy(3)
    await shows('Cancelled 17:41Z. Route and request kept.')
  })

  it('Not found', async () => {
    upstream.next(SUBMIT, resetUnserved)
    await tasks.submit(draft)
    await passBy(130, 5)
    await shows('The server has no task with this name. Nothing was lost here; send again?')
    expect(card()).toMatchObject({
      state: 'not-found',
      picture: 'circle-question-mark',
      actions: ['Send again', 'Keep', 'Remove'],
    })
    await press('Keep')
    expect(card().actions).toEqual(['Send again', 'Remove'])
    await press('Send again')
    await eventually(() => expect(upstream.tasks.all).toHaveLength(1))
  })

  it('Not found for certain: several fit, and the operator picks by the time', async () => {
    upstream.next(SUBMIT, resetUnserved)
    const body = (count: number) =>
      JSON.stringify({
        points: Array.from({ length: count }, () => ({
          latitude: 51,
          longitude: 2,
          timestamp: '2026-11-23T00:00:00Z',
        })),
        variables: ['gust'],
      })
    const [first] = [
      upstream.tasks.add(body(148), 'PENDING'),
      upstream.tasks.add(body(148), 'PENDING'),
      upstream.tasks.add(body(3), 'PENDING'),
    ]
    await tasks.submit(draft)
    const mine = () => screen.getAllByRole('article').find(({ dataset }) => dataset['state'] === 'not-found')!
    await eventually(() =>
      expect(within(mine()).getByText('2 tasks at the service match this one. Pick yours by its time.')).toBeVisible(),
    )
    await user.click(within(mine()).getAllByRole('button', { name: '22 Nov 17:41Z · PENDING · 148 points' })[0]!)
    await eventually(() =>
      expect(tasks.snapshot().submissions[0]).toMatchObject({ state: 'accepted', taskId: first.task_id }),
    )
  })
})
