import { describe, expect, it } from 'vitest'
import type { TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { findByName, findByTime, sameTaskName } from '#src/domain/tasks/recovery.ts'

const sentMs = Date.UTC(2025, 2, 12, 12, 17, 20)
const row = (task_id: string, change: Partial<TaskRow> = {}): TaskRow => ({
  task_id,
  status: 'PENDING',
  API_call_time: '2025-03-12T12:17:19.792961',
  task_name: null,
  nbr_points: 5000,
  ...change,
})
const name = 'ship1-leg1'

describe('findByName', () => {
  it('finds the task with exactly this name, or this id', () => {
    const rows = [row('a'), row('b', { task_name: name })]
    expect(findByName(rows, ` ${name} `)).toMatchObject({ kind: 'one', row: { task_id: 'b' } })
    expect(findByName(rows, 'a')).toMatchObject({ kind: 'one', row: { task_id: 'a' } })
    expect(findByName(rows, 'SHIP1-LEG1')).toEqual({ kind: 'none' })
    expect(findByName(rows, '')).toEqual({ kind: 'none' })
  })

  it('leaves the choice to the operator if several have it', () => {
    const rows = [row('a', { task_name: name }), row('b', { task_name: name })]
    expect(findByName(rows, name)).toMatchObject({ kind: 'several', rows: [{ task_id: 'a' }, { task_id: 'b' }] })
  })
})

describe('a name that was copied', () => {
  it.each([
    ['with a zero-width blank', 'ship1\u200B-leg1'],
    ['with a byte order mark', '\uFEFFship1-leg1'],
    ['with marks of direction', '\u202Aship1-leg1\u202C\u200E'],
    ['with a soft hyphen', 'ship1\u00AD-leg1'],
    ['between non-breaking blanks', '\u00A0ship1-leg1\u202F'],
  ])('%s is the same name', (_, copied) => {
    expect(findByName([row('b', { task_name: name })], copied)).toMatchObject({ kind: 'one', row: { task_id: 'b' } })
    expect(findByName([row('b', { task_name: copied })], name)).toMatchObject({ kind: 'one' })
  })

  it('is the same with letters in one piece or in two, and with any kind of blank', () => {
    expect(sameTaskName('Malmö – Genève', 'Malmo\u0308\u00A0–\u2009Gene\u0300ve')).toBe(true)
  })

  it('is different if the difference is visible, and no name matches none', () => {
    expect(sameTaskName('ship 1', 'ship1')).toBe(false)
    expect(sameTaskName('Ship1', 'ship1')).toBe(false)
    expect(sameTaskName('①', '1')).toBe(false)
    expect(sameTaskName(null, '')).toBe(false)
    expect(sameTaskName('\u200B', '\uFEFF')).toBe(false)
  })
})

describe('findByTime', () => {
  it('goes by time and number of points if the name was not kept', () => {
    const rows = [row('a', { nbr_points: 4 }), row('b'), row('c', { API_call_time: '2025-03-12T13:17:19' })]
    expect(findByTime(rows, sentMs, 5000)).toMatchObject({ kind: 'one', row: { task_id: 'b' } })
  })

  it('never takes a task with another name', () => {
    expect(findByTime([row('a', { task_name: 'other' })], sentMs, 5000)).toEqual({ kind: 'none' })
  })

  it('treats an invisible name as none', () => {
    expect(findByTime([row('a', { task_name: '\u200B' })], sentMs, 5000)).toMatchObject({ kind: 'one' })
  })

  it('counts a task in two lists once', () => {
    expect(findByTime([row('a'), row('a', { status: 'SUCCESS' })], sentMs, 5000)).toMatchObject({ kind: 'one' })
  })
})
