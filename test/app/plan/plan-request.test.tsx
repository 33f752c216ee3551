import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useShortcuts } from '#src/app/commands/use-shortcuts.ts'
import { PlanRequest } from '#src/app/plan/plan-request.tsx'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { AppError } from '#src/domain/errors.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { SubmissionPart } from '#src/domain/tasks/submission.ts'
import { addAlternative } from '#src/domain/voyage/alternatives.ts'
import { defaultRequest, type RoutePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { TasksPanel } from '#src/features/tasks/tasks-panel.tsx'
import { currentVoyage, newVoyage, newVoyageId, voyageActions } from '#src/state/voyage.ts'
import { pass, renderTasks, useFakePage } from '#test/features/tasks/render-tasks.tsx'
import { fakeService, type FakeService } from '#test/support/fake-service.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { planned } from '#test/support/planned.ts'

const nowMs = Date.UTC(2026, 10, 22, 17, 41)

let tasks: Tasks
/** What the outbox was given. */
let sent: RequestDraft[]
let failure: AppError | null
const about = (window: About['window'] = null): About => ({
  mode: 'embedded',
  source: 'Test model',
  synthetic: true,
  user: 'operator',
  now: new Date(nowMs).toISOString(),
  version: '0',
  window,
  mail: { available: true, reason: null, address: null, domains: [] },
  capabilities: [],
  limits: { points: 200_000, bodyBytes: 1 },
})

function Page({ window }: { window: About['window'] }) {
  useShortcuts()
  return (
    <>
      <input aria-label="Elsewhere" />
      <PlanRequest about={about(window)} onShow={onShow} />
      <TasksPanel onShow={onShow} />
    </>
  )
}

const onShow = vi.fn()
let service: FakeService
let user: UserEvent
let stop = () => {}

const dover = { lat: 51, lon: 2 }
const nab = { lat: 50, lon: -1 }

/** From Dover to Nab, leaving a number of hours from now. */
async function open(change: Partial<Voyage & RoutePlan> = {}, window: About['window'] = null) {
  act(() =>
    voyageActions.voyageOpened(
      planned(newVoyage(newVoyageId(), nowMs), {
        name: 'Dover – Nab',
        route: routeFromPositions('', [dover, nab]),
        ...change,
      }),
    ),
  )
  ;({ tasks, stop } = await renderTasks(<Page window={window} />))
  const { submit } = tasks
  vi.spyOn(tasks, 'submit').mockImplementation((draft) => {
    if (failure) return Promise.reject(failure)
    sent.push(draft)
    return submit(draft)
  })
}
const button = (name: RegExp | string = /^(Get weather|Send again|Send anyway)$/) =>
  screen.getByRole('button', { name })
const form = () => within(screen.getByRole('form', { name: 'Request' }))
const slug = () => form().getByLabelText('Task name')
const elsewhere = () => screen.getByLabelText('Elsewhere')

beforeEach(() => {
  useFakePage()
  // A key held down repeats ten times a second.
  user = userEvent.setup({ delay: 100, advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  service = fakeService()
  sent = []
  failure = null
  onShow.mockClear()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('one press is one task', () => {
  const held = '{Control>}{Enter>30/}{/Control}'
  const once = '{Control>}{Enter}{/Control}'
  const ways: Record<string, () => Promise<void>> = {
    'a click': () => user.click(button()),
    'a double click': () => user.dblClick(button()),
    'Enter held on the button': async () => {
      act(() => button().focus())
      await user.keyboard('{Enter>30/}')
    },
    'Space held on the button': async () => {
      act(() => button().focus())
      await user.keyboard('{ >30/}')
    },
    'Ctrl+Enter held in the form': () => user.type(slug(), held),
    'Cmd+Enter held in the form': () => user.type(slug(), '{Meta>}{Enter>30/}{/Meta}'),
    'Ctrl+Enter twice in the form': () => user.type(slug(), once + once),
    'Ctrl+Enter held elsewhere': () => user.type(elsewhere(), held),
    'Ctrl+Enter twice elsewhere': () => user.type(elsewhere(), once + once),
    'Ctrl+Enter held on the button': async () => {
      act(() => button().focus())
      await user.keyboard(held)
    },
    'a click and Ctrl+Enter': async () => {
      await user.click(button())
      await user.keyboard(once)
    },
    'Ctrl+Enter in the form and elsewhere at once': async () => {
      act(() => slug().focus())
      await user.keyboard(once)
      act(() => elsewhere().focus())
      await user.keyboard(once)
    },
  }

  it.each(Object.keys(ways))('by %s', async (way) => {
    await open()
    await ways[way]!()
    await pass(5)
    expect(tasks.snapshot().submissions).toHaveLength(1)
    expect(form().queryByText(/^Already asked/)).toBeNull()
    expect(service.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
  })

  it('and a change in between makes it another request', async () => {
    await open()
    await user.click(button())
    act(() => voyageActions.scheduleEdited({ speedKn: 15 }))
    await user.click(button())
    await pass(1)
    expect(sent).toHaveLength(2)
  })

  it('and one that could not be stored may be sent again at once, also by the keyboard', async () => {
    await open()
    failure = new AppError('storage-unavailable', 'disk')
    await user.type(elsewhere(), '{Control>}{Enter}{/Control}')
    await pass(0)
    expect(form().getByRole('alert')).toBeVisible()
    failure = null
    await user.click(button())
    await pass(0)
    expect(sent).toHaveLength(1)
    expect(form().queryByRole('alert')).toBeNull()
  })
})

it('sends what the form holds: variables, height, step, name and mail', async () => {
  await open()
  await user.click(form().getByLabelText('Gusts'))
  fireEvent.change(form().getByLabelText('Wind height'), { target: { value: '25' } })
  fireEvent.change(form().getByLabelText(/^Sample at every waypoint/), { target: { value: '30' } })
  fireEvent.change(slug(), { target: { value: 'night-leg' } })
  await user.click(form().getByRole('button', { name: 'Background' }))
  await user.click(form().getByLabelText('E-mail me when it is done'))
  fireEvent.change(form().getByLabelText('Mail to'), { target: { value: 'ops@ship.example' } })
  await user.click(button())
  await pass(0)
  const [draft] = sent
  expect(draft).toMatchObject({
    variables: ['wind', 'wave', 'current'],
    windHeightM: 25,
    slug: 'night-leg',
    mode: 'async',
    receiveMail: true,
    email: 'ops@ship.example',
  })
  expect(draft!.points.timeMs[1]! - draft!.points.timeMs[0]!).toBe(HOUR_MS / 2)
})

it('takes over choices made for the voyage elsewhere, and sends them', async () => {
  await open()
  act(() => voyageActions.requestChosen({ ...defaultRequest, variables: ['sst'] }))
  expect(form().getByLabelText('Sea temperature')).toBeChecked()
  await user.click(button())
  await pass(0)
  expect(sent[0]!.variables).toEqual(['sst'])
})

describe('the same request again', () => {
  const again = async () => {
    await user.click(button())
    await pass(0)
  }
  const note = () => form().queryByText(/^Already asked/)

  it('says when it was asked instead of sending, shows the answer, and sends at the second press', async () => {
    await open()
    await again()
    await pass(120)
    await again()
    expect(note()).toHaveTextContent('Already asked 17:41Z')
    expect(note()).toHaveAttribute('role', 'status')
    expect(button('Send again')).toHaveAccessibleDescription('Already asked 17:41Z')
    expect(sent).toHaveLength(1)
    await user.click(form().getByRole('button', { name: 'Show' }))
    expect(onShow).toHaveBeenCalledOnce()
    await pass(2)
    await again()
    expect(sent).toHaveLength(2)
    expect(note()).toBeNull()
  })

  it.each([
    ['a double click', () => user.dblClick(button())],
    ['a key that is held', () => user.type(elsewhere(), '{Control>}{Enter>30/}{/Control}')],
  ])('is not sent by %s', async (_way, press) => {
    await open()
    await again()
    await pass(120)
    await press()
    expect(sent).toHaveLength(1)
    expect(note()).toHaveTextContent('Already asked 17:41Z')
  })

  it('leads to the task while it is pending', async () => {
    await open({ request: { ...defaultRequest, mode: 'async' } })
    await again()
    await pass(30)
    await again()
    await user.click(form().getByRole('button', { name: 'Show' }))
    await pass(1)
    expect(onShow).not.toHaveBeenCalled()
    expect(screen.getByRole('article')).toContainElement(document.activeElement as HTMLElement)
  })

  it('is forgotten once the request is changed, and does not come back when it is changed back', async () => {
    await open()
    await again()
    await pass(120)
    await again()
    await user.click(form().getByLabelText('Depth'))
    expect(note()).toBeNull()
    expect(button('Get weather')).not.toHaveAccessibleDescription()
  })

  it('is sent at once when six hours have passed', async () => {
    await open({ departureMs: nowMs + 24 * HOUR_MS })
    await again()
    vi.setSystemTime(Date.now() + 6 * HOUR_MS)
    await again()
    expect(sent).toHaveLength(2)
  })
})

describe('the times the service has values for', () => {
  it('prevent sending if every point is later, with the reason at the button', async () => {
    await open({ departureMs: nowMs + 20 * 24 * HOUR_MS })
    const count = form()
      .getByText(/^\d+ points$/)
      .textContent.split(' ')[0]
    expect(button('Get weather')).toHaveAccessibleDescription(
      `All ${count} points are later than 02 Dec 17:41Z, the end of the forecast. Change the departure.`,
    )
    await user.click(button())
    await user.type(elsewhere(), '{Control>}{Enter}{/Control}')
    expect(button()).toHaveFocus()
    expect(sent).toHaveLength(0)
    act(() => voyageActions.scheduleEdited({ departureMs: nowMs + HOUR_MS }))
    await user.click(button())
    await pass(0)
    expect(sent).toHaveLength(1)
  })

  it('are those it names: on request, only points within them are sent', async () => {
    await open({ departureMs: nowMs }, { from: '2026-11-01T00:00:00Z', to: '2026-11-22T21:00:00Z' })
    expect(
      form().getByText(/points are later than 22 Nov 21:00Z, the end of the forecast, and will be empty\.$/),
    ).toBeVisible()
    await user.click(button('Only until 22 Nov 21:00Z'))
    await pass(0)
    expect(sent[0]!.points.timeMs).toEqual(Float64Array.from([0, 1, 2, 3], (hour) => nowMs + hour * HOUR_MS))
    await user.click(button('Send anyway'))
    await pass(0)
    expect(sent[1]!.points.timeMs.length).toBeGreaterThan(4)
  })
})

describe('several alternatives', () => {
  const partsOf = (draft: RequestDraft | undefined) => (draft as RequestDraft & { parts: SubmissionPart[] }).parts

  it('are offered together if two or more can be sailed', async () => {
    await open()
    expect(form().queryByRole('group', { name: 'Ask for' })).toBeNull()
    act(() => voyageActions.alternativeAdded())
    expect(form().queryByRole('group', { name: 'Ask for' })).toBeNull()
    act(() => voyageActions.routeEdited(routeFromPositions('', [dover, { lat: 49, lon: -3 }])))
    expect(form().getByRole('button', { name: 'This route' })).toHaveAttribute('aria-pressed', 'true')
    expect(form().getByRole('button', { name: 'All 2 alternatives' })).toBeVisible()
  })

  it('are asked for in one request, which says which points belong to which', async () => {
    const first = planned(newVoyage('v', nowMs), { route: routeFromPositions('', [dover, nab]) })
    await open(
      planned(addAlternative(first), {
        id: newVoyageId(),
        name: 'Channel',
        route: routeFromPositions('', [dover, { lat: 49, lon: -3 }]),
      }),
    )
    await user.click(form().getByRole('button', { name: 'All 2 alternatives' }))
    await user.click(button())
    await pass(0)
    expect(sent).toHaveLength(1)
    const [one, other] = partsOf(sent[0])
    const common = { voyageId: currentVoyage().id, voyageName: 'Channel' }
    expect(one).toMatchObject({ ...common, alternativeId: 'a1', alternativeName: 'Route 1', first: 0 })
    expect(other).toMatchObject({ ...common, alternativeId: 'a2', alternativeName: 'Route 2', first: one!.count })
    expect(one!.count + other!.count).toBe(sent[0]!.points.timeMs.length)
    expect(form().getByText(`${sent[0]!.points.timeMs.length} points`)).toBeVisible()
    expect(currentVoyage().request.alternatives).toBe('all')
  })

  it('leave a request for the active alternative with one part', async () => {
    await open()
    await user.click(button())
    await pass(0)
    expect(partsOf(sent[0])).toEqual([
      {
        voyageId: currentVoyage().id,
        voyageName: 'Dover – Nab',
        alternativeId: 'a1',
        alternativeName: '',
        first: 0,
        count: sent[0]!.points.timeMs.length,
      },
    ])
  })
})
