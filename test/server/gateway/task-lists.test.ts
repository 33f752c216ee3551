import { expect, it } from 'vitest'
import { readTaskRows } from '#src/server/gateway/listed-tasks.ts'

it.each([
  { tasks: null },
  { username: 'account', tasks_count: 0, tasks: null },
  { username: 'account', tasks_count: 0 },
])('%j is a list without tasks', (body) => {
  expect(readTaskRows(body)).toEqual([])
})

it.each([{ detail: 'unavailable' }, {}, [], null, { tasks: 'none' }, { tasks: null, tasks_count: 2 }])(
  '%j is no list',
  (body) => {
    expect(() => readTaskRows(body)).toThrow()
  },
)
