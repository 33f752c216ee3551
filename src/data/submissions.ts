import type { QueryClient } from '@tanstack/react-query'
import type { Submission } from '#src/domain/tasks/submission.ts'
import type { Draft } from './drafts.ts'
import { storage } from './storage.ts'
import { createTasks, type Tasks } from './tasks.ts'

let current: Tasks | null = null
let opened: (tasks: Tasks) => void
const opening = new Promise<Tasks>((resolve) => (opened = resolve))

/** The tasks of this page; made at the first call. */
export function openTasks(client: QueryClient): Tasks {
  if (!current) {
    current = createTasks({ client, storage })
    opened(current)
  }
  return current
}

/** Stores a wish for weather and sends it. Resolves once it is stored. */
export async function submit(draft: Draft): Promise<Submission> {
  return (await opening).submit(draft)
}
