import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { TasksPanel } from '#src/features/tasks/tasks-panel.tsx'
import { testParts, testPoints } from '#test/support/submission.ts'
import { answer } from '#test/support/upstream/behaviours.ts'
import type { ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { opened, renderTasks, useFakePage } from './render-tasks.tsx'
import { eventually, passBy, startScriptedService } from './scripted-page.tsx'

// Notes on a card that only Fairway's own server gives.

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3),
  mode: 'async',
  points: testPoints(3),
  variables: ['gust'],
  windHeightM: 10,
  receiveMail: true,
  email: 'master@ship.example',
}
const removed = {
  detail: 'This server has removed the result of this task to make room. Send the request again for a new one.',
  code: 'result-removed',
}

let upstream: ScriptedUpstream
let tasks: Tasks
let stop: () => void
beforeEach(async () => {
  useFakePage()
  upstream = await startScriptedService()
  ;({ tasks, stop } = await renderTasks(<TasksPanel onShow={vi.fn()} />))
})
afterEach(async () => {
  stop()
  await upstream.close()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const shows = (text: string) => eventually(() => expect(within(opened()).getByText(text)).toBeVisible())
async function finished() {
  await tasks.submit(draft)
  await eventually(() => expect(upstream.tasks.all).toHaveLength(1))
  const task = upstream.tasks.all[0]!
  task.status = 'SUCCESS'
  return task
}

it('says that a result was removed to make room, and offers to send the request again', async () => {
  const { task_id: id } = await finished()
  upstream.always(`GET /task/${id}`, answer(410, JSON.stringify({ ...removed, task_id: id })))
  await passBy(3)
  await shows(
    'The weather service has removed this answer to make room. The request is kept; send it again for a new one.',
  )
  expect(within(screen.getByRole('article')).getByRole('button', { name: /^Retry with same request/ })).toBeVisible()
})

it('says that mail about a task could not be delivered, and why', async () => {
  Object.assign(await finished(), { mail_error: 'the mail server refused it (550)' })
  await passBy(3)
  await shows('Mail about it could not be delivered: the mail server refused it (550).')
})
