import { expect, it } from 'vitest'
import { About, TaskList } from '#src/domain/metocean/wire/contract.ts'

// What the first version of the server said of itself.
const first = {
  mode: 'gateway',
  source: 'MetOcean API',
  synthetic: false,
  user: 'operator',
  now: '2026-11-22T17:51:00.000Z',
  version: '0.1.0',
  mail: { available: false, reason: 'Not offered.' },
  capabilities: ['cancel'],
  limits: { points: 200_000, bodyBytes: 33_554_432 },
}

it('B9 the page reads what a server of an earlier version says of itself', () => {
  expect(About.parse(first)).toEqual(first)
})

it('B9 the page of an earlier version reads what a later server says of itself and of tasks', () => {
  const later = {
    ...first,
    capabilities: ['cancel', 'of-tomorrow'],
    tomorrow: { a: 1 },
    limits: { ...first.limits, x: 1 },
  }
  expect(About.parse(later)).toMatchObject({ ...first, capabilities: ['cancel', 'of-tomorrow'] })
  const list = { username: 'operator', user_id: 1, email: null, tasks_count: 1, tomorrow: true }
  const task = { task_id: 'a', status: 'PENDING', task_name: 'one', tomorrow: [1] }
  expect(TaskList.parse({ ...list, tasks: [task] }).tasks).toMatchObject([{ task_id: 'a', status: 'PENDING' }])
})
