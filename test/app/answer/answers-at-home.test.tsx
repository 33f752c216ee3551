import { act, screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAnswerBefore, useChangesFrom } from '#src/app/answer/use-answer-before.ts'
import { useAnswersAtHome } from '#src/app/answer/use-answers-at-home.ts'
import { useShowAnswer } from '#src/app/answer/use-show-answer.ts'
import { useShownAnswer } from '#src/app/answer/use-shown-answer.ts'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { notSaved, saveVoyage } from '#src/data/voyages/voyages.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import { ChangesNote } from '#src/features/results/summary/changes-note.tsx'
import { CompareMenu } from '#src/features/results/summary/compare-menu.tsx'
import { useShownKey } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { pass, renderTasks, useFakePage } from '#test/features/tasks/render-tasks.tsx'
import { fakeService, type FakeService } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'

let service: FakeService
let user: UserEvent
let tasks: Tasks
let stop: () => void

const draft = (voyageId: string, voyageName: string, alternatives = ['a1']): RequestDraft => ({
  slug: 'draft',
  parts: alternatives.map((alternativeId, index) => ({
    ...testParts(3, voyageName)[0]!,
    voyageId,
    alternativeId,
    alternativeName: alternatives.length > 1 ? `Route ${index + 1}` : '',
    first: 3 * index,
  })),
  mode: 'async',
  points: testPoints(3 * alternatives.length),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
})

/** As the head of the results has it. */
function Note() {
  const { answer } = useShownAnswer()
  const before = useAnswerBefore(answer)
  const from = useChangesFrom(answer)
  return (
    <>
      <output aria-label="Changes since">{from?.key}</output>
      {answer && before && <ChangesNote answer={answer} before={before} />}
    </>
  )
}

function Page() {
  useAnswersAtHome()
  const { showTask } = useShowAnswer()
  return (
    <>
      <output aria-label="Shown">{useShownKey()}</output>
      <button type="button" onClick={() => void showTask('task-1')}>
        Show
      </button>
      <CompareMenu />
      <Note />
    </>
  )
}

const open = (id: string, name = id) => act(() => voyageActions.voyageOpened({ ...newVoyage(id, 0), name }))
const shown = () => screen.getByLabelText('Shown').textContent
async function answer(draft: RequestDraft): Promise<void> {
  const { taskName } = await act(() => tasks.submit(draft))
  await pass(1)
  service.end(service.named(taskName)[0])
  await pass(60)
}

beforeEach(async () => {
  localStorage.clear()
  user = useFakePage()
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  service = fakeService()
  open(`blank-${Math.random()}`)
  ;({ tasks, stop } = await renderTasks(<Page />))
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('an answer shows itself in its own voyage, and again whenever that is opened', async () => {
  open('home-1')
  await answer(draft('home-1', 'Rotterdam – Halifax'))
  expect(shown()).toBe('task-1')
  open('home-2')
  expect(shown()).toBe('')
  await answer(draft('home-1', 'Rotterdam – Halifax'))
  expect(shown()).toBe('')
  open('home-1')
  expect(shown()).toBe('task-2')
})

it('what the operator chose is not replaced, and closed results come back only with the next answer', async () => {
  open('home-3')
  await answer(draft('home-3', 'Rotterdam – Halifax'))
  await answer(draft('home-3', 'Rotterdam – Halifax'))
  await user.click(screen.getByRole('button', { name: 'Show' }))
  expect(shown()).toBe('task-1')
  await answer(draft('home-3', 'Rotterdam – Halifax'))
  expect(shown()).toBe('task-1')
  act(() => useViewActions().answerShown(null))
  open('home-4')
  open('home-3')
  expect(shown()).toBe('')
  await answer(draft('home-3', 'Rotterdam – Halifax'))
  expect(shown()).toBe('task-4')
})

it('Show opens the voyage an answer was asked for', async () => {
  await saveVoyage({ ...newVoyage('kept-1', 0), name: 'Santos – Cape Town' }, noHistory, notSaved, 1)
  open('home-5')
  await answer(draft('kept-1', 'Santos – Cape Town'))
  await user.click(screen.getByRole('button', { name: 'Show' }))
  await pass(1)
  expect(currentVoyage().name).toBe('Santos – Cape Town')
  expect(shown()).toBe('task-1')
})

it('Show stays in the open voyage if the other one is gone, for as long as that is open', async () => {
  open('home-6')
  await answer(draft('deleted', 'Santos – Cape Town'))
  await user.click(screen.getByRole('button', { name: 'Show' }))
  await pass(1)
  expect([currentVoyage().id, shown()]).toEqual(['home-6', 'task-1'])
  open('home-7')
  open('home-6')
  expect(shown()).toBe('')
})

it('of a request for all alternatives, the active one’s answer is shown, then another’s once active', async () => {
  open('home-8')
  act(() => voyageActions.alternativeAdded())
  await answer(draft('home-8', 'Rotterdam – Halifax', ['a1', 'a2']))
  expect(shown()).toBe('task-1 #2')
  act(() => voyageActions.alternativeActivated('a1'))
  expect(shown()).toBe('task-1')
})

it('the menu to compare offers the voyage’s own answers first, each part separately', async () => {
  open('home-9', 'Rotterdam – Halifax')
  act(() => voyageActions.alternativeAdded())
  await answer(draft('elsewhere', 'Santos – Cape Town'))
  await answer(draft('home-9', 'Rotterdam – Halifax', ['a1', 'a2']))
  act(() => useViewActions().answerShown(null))
  await user.click(screen.getByRole('button', { name: 'Compare' }))
  await pass(1)
  const groups = screen
    .getAllByRole('group')
    .map((group) => [
      group.getAttribute('aria-label'),
      ...Array.from(group.querySelectorAll('[role=menuitemcheckbox]'), (item) => item.firstChild?.textContent),
    ])
  expect(groups).toEqual([
    [
      'Rotterdam – Halifax',
      expect.stringMatching(/^Route 1 · asked 17:\d\dZ$/),
      expect.stringMatching(/^Route 2 · asked 17:\d\dZ$/),
    ],
    ['Other voyages', expect.stringMatching(/^Santos – Cape Town · asked 22 Nov 17:\d\dZ$/)],
  ])
  await user.click(screen.getByRole('menuitemcheckbox', { name: /^Santos/ }))
  expect(screen.getByRole('button', { name: 'Compare (1)', hidden: true })).toBeInTheDocument()
  open('home-10')
  expect(screen.getByRole('button', { name: 'Compare', hidden: true })).toBeInTheDocument()
})

const note = () => document.querySelector('[data-changes-note] [role=status]')?.textContent ?? null
const changes = () => screen.getByRole('button', { name: 'Show changes' })
const since = () => screen.getByLabelText('Changes since').textContent

it('what changed is told with the next answer of an alternative, in its own voyage, and no longer with another answer', async () => {
  open('home-20')
  await answer(draft('home-20', 'Rotterdam – Halifax'))
  expect(note()).toBeNull()
  await answer(draft('home-20', 'Rotterdam – Halifax'))
  await pass(1)
  expect(shown()).toBe('task-2')
  expect(note()).toMatch(/^Hardly changed since the answer of 22 Nov 17:41Z/)
  open('home-21')
  expect(note()).toBeNull()
  await answer(draft('home-21', 'Santos – Cape Town', ['a2']))
  await answer(draft('home-21', 'Santos – Cape Town', ['a3']))
  expect(note()).toBeNull() // of another alternative
  open('home-20')
  await pass(1)
  expect(note()).toMatch(/^Hardly changed/)
  await user.click(screen.getByRole('button', { name: 'Show' }))
  await pass(1)
  expect(shown()).toBe('task-1')
  expect(note()).toBeNull()
})

it('changes are shown and put back by one button or Escape, until the next answer, and what is told can be dismissed', async () => {
  open('home-22')
  await answer(draft('home-22', 'Rotterdam – Halifax'))
  await answer(draft('home-22', 'Rotterdam – Halifax'))
  await pass(1)
  await user.click(changes())
  await pass(1)
  expect(changes()).toHaveAttribute('aria-pressed', 'true')
  expect(since()).toBe('task-1')
  await user.click(changes())
  expect(since()).toBe('')
  await user.click(changes())
  await user.keyboard('{Escape}')
  expect(changes()).toHaveAttribute('aria-pressed', 'false')
  expect(since()).toBe('')
  await user.click(screen.getByRole('button', { name: 'Dismiss what changed' }))
  expect(note()).toBeNull()
  await answer(draft('home-22', 'Rotterdam – Halifax'))
  await pass(1)
  expect(shown()).toBe('task-3')
  expect(note()).toMatch(/^Hardly changed/)
})
