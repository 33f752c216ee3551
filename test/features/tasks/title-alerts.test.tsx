import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { useEndedTasks, useTitleAlerts } from '#src/features/tasks/news/task-news.ts'
import { useViewActions } from '#src/state/view.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { fakeService, type FakeService } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'
import { pass, renderTasks, useFakePage } from '#test/features/tasks/render-tasks.tsx'

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3, 'RTM–HAL'),
  mode: 'async',
  points: testPoints(3),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}

function Title({ cardsInSight = true }: { cardsInSight?: boolean }) {
  useTitleAlerts(useEndedTasks(cardsInSight).ended)
  return null
}

let service: FakeService
let stop: () => void
let sight: DocumentVisibilityState

const look = (state: DocumentVisibilityState) =>
  act(() => {
    sight = state
    document.dispatchEvent(new Event('visibilitychange'))
  })

beforeEach(() => {
  useFakePage()
  service = fakeService()
  sight = 'hidden'
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => sight)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it.each([
  ['SUCCESS', '✓ RTM–HAL ready'],
  ['FAILURE', '✕ RTM–HAL failed', 'no data'],
  ['FAILURE', '⃠ RTM–HAL ended without a result'],
])('shows running tasks, and one that ended in %s until it is seen: %s', async (status, title, error = '') => {
  act(() => voyageActions.voyageOpened(newVoyage('v1', 0)))
  const page = await renderTasks(<Title />)
  stop = page.stop
  expect(document.title).toBe('Fairway')
  const { taskName } = await page.tasks.submit(draft)
  await page.tasks.submit(draft)
  await pass(1)
  expect(document.title).toBe('▶2 RTM–HAL')
  service.end(service.named(taskName)[0], status, error)
  await pass(5)
  expect(document.title).toBe(title)
  look('visible')
  expect(document.title).toBe('▶1 RTM–HAL')
})

it('counts an answer that is on the map as seen, and no other', async () => {
  sight = 'visible'
  const page = await renderTasks(<Title cardsInSight={false} />)
  stop = page.stop
  const { taskName } = await page.tasks.submit(draft)
  await pass(1)
  const task = service.named(taskName)[0]!
  service.end(task, 'SUCCESS')
  await pass(5)
  act(() => useViewActions().answerShown('another'))
  expect(document.title).toBe('✓ RTM–HAL ready')
  act(() => useViewActions().answerShown(task.row.task_id))
  expect(document.title).toBe('Fairway')
  act(() => useViewActions().answerShown(null))
})

it('an answer for another voyage is announced until it is looked at, though its card is in sight', async () => {
  sight = 'visible'
  act(() => voyageActions.voyageOpened(newVoyage('v2', 0)))
  const page = await renderTasks(<Title />)
  stop = page.stop
  const { taskName } = await page.tasks.submit(draft)
  await pass(1)
  const task = service.named(taskName)[0]!
  service.end(task, 'SUCCESS')
  await pass(5)
  expect(document.title).toBe('✓ RTM–HAL ready')
  act(() => voyageActions.voyageOpened(newVoyage('v1', 0)))
  act(() => useViewActions().answerShown(task.row.task_id))
  expect(document.title).toBe('Fairway')
})

it('an answer for another voyage that was not looked at is still announced after a reload, and no longer once seen', async () => {
  sight = 'visible'
  act(() => voyageActions.voyageOpened(newVoyage('v2', 0)))
  const page = await renderTasks(<Title />)
  const { taskName } = await page.tasks.submit(draft)
  await pass(1)
  const task = service.named(taskName)[0]!
  service.end(task, 'SUCCESS')
  await pass(5)
  page.stop()
  page.unmount()
  document.title = ''
  const reloaded = await renderTasks(<Title />, page.storage)
  stop = reloaded.stop
  expect(document.title).toBe('✓ RTM–HAL ready')
  act(() => useViewActions().answerShown(task.row.task_id))
  expect(document.title).toBe('Fairway')
  act(() => useViewActions().answerShown(null))
  expect(document.title).toBe('Fairway')
})
