import { expect, it } from 'vitest'
import { createStorage } from '#src/data/storage/storage.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createSubmissionStore } from '#src/data/tasks/submission-store.ts'
import { atMs, testSubmission } from '#test/support/submission.ts'

it('keeps an end that another tab has seen, and adds what is new', async () => {
  const storage = createStorage() // there is no IndexedDB here: it keeps in memory
  const [first, second] = [
    createSubmissionStore(storage, createTabChannel(null)),
    createSubmissionStore(storage, createTabChannel(null)),
  ]
  const submission = testSubmission({ mode: 'sync', state: 'sending', sentMs: atMs })
  await first.add(submission)
  await second.load()
  await first.apply(submission.id, { type: 'answered', atMs, summary: { values: 1, missing: 0 }, points: 3 })
  // The second tab sees the task in a list before the answer reaches it.
  await second.apply(submission.id, { type: 'listed', taskId: 't1' })
  expect(await storage.get('submissions', submission.id)).toMatchObject({ state: 'done', taskId: 't1' })
  expect(second.get(submission.id)).toMatchObject({ state: 'done', taskId: 't1' })
})
