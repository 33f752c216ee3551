import { describe, expect, it } from 'vitest'
import type { TaskRow } from '#src/domain/metocean/contract.ts'
import { findSubmission, suggestions } from '#src/domain/tasks/recovery.ts'

const sentMs = Date.UTC(2025, 2, 12, 12, 17, 20)
const row = (task_id: string, change: Partial<TaskRow> = {}): TaskRow => ({
  task_id, status: 'PENDING', API_call_time: '2025-03-12T12:17:19.792961', task_name: null, nbr_points: 5000, ...change,
})
const sent = { taskName: 'ship1-leg1', sentMs, points: 5000 }

describe('findSubmission', () => {
  it('goes by name first', () => {
    expect(findSubmission([row('a'), row('b', { task_name: 'ship1-leg1' })], sent)).toMatchObject({ kind: 'one', row: { task_id: 'b' } })
  })

  it('goes by time and number of points where the name was not kept', () => {
    const rows = [row('a', { nbr_points: 4 }), row('b'), row('c', { API_call_time: '2025-03-12T13:17:19' })]
    expect(findSubmission(rows, sent)).toMatchObject({ kind: 'one', row: { task_id: 'b' } })
  })

  it('never takes a task with another name', () => {
    expect(findSubmission([row('a', { task_name: 'other' })], sent)).toEqual({ kind: 'none' })
  })

  it('leaves the choice to the operator where several fit', () => {
    const rows = [row('a', { task_name: 'ship1-leg1' }), row('b', { task_name: 'ship1-leg1' })]
    expect(findSubmission(rows, sent)).toMatchObject({ kind: 'several', rows: [{ task_id: 'a' }, { task_id: 'b' }] })
  })

  it('counts one task that stands in two lists once', () => {
    expect(findSubmission([row('a'), row('a', { status: 'SUCCESS' })], sent)).toMatchObject({ kind: 'one' })
  })
})

it('suggests names that contain what was typed, newest first', () => {
  const rows = [
    row('a', { task_name: 'RTM-HAL-1', API_call_time: '2025-03-12T10:00:00' }),
    row('b', { task_name: 'rtm-hal-2', API_call_time: '2025-03-12T11:00:00' }),
    row('c', { task_name: 'sin-fuj' }),
  ]
  expect(suggestions(rows, 'rtm').map(({ task_id }) => task_id)).toEqual(['b', 'a'])
})
