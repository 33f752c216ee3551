import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCall } from '#src/data/http/read-call.ts'
import { loggedReader } from '#src/data/workers/result-reader.ts'
import { json } from '#test/support/fake-service.ts'

const entry = (index: number, degrees: number, timestamp: string) => ({
  coordinates: { latitude: 35, longitude: 139 + index, timestamp },
  conditions: { Currents_Intensity: 1, Currents_Direction: degrees },
})
const answers = (result: unknown) =>
  vi.stubGlobal('fetch', () => Promise.resolve(json({ task_id: 't', status: 'SUCCESS', result, error: null })))
const read = (taskId: string) => loggedReader(readCall)({ kind: 'task', taskId, asked: null })
let lines: string[]

beforeEach(() => {
  lines = []
  vi.spyOn(console, 'info').mockImplementation((line: string) => void lines.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('the page’s log', () => {
  it('has the tolerances that an answer needed in one line, once', async () => {
    answers([
      entry(0, -10, '2026-11-23T00:00:00'),
      entry(1, 370, '2026-11-23T01:00:00'),
      entry(2, 20, '2026-11-23T02:00:00Z'),
    ])
    await read('task-a')
    await read('task-a')
    expect(lines).toEqual([
      'Answer task-a: 2 timestamps read as UTC without their zone, 2 directions wrapped (Currents_Direction)',
    ])
  })

  it('has nothing about an answer as the contract has it', async () => {
    answers([entry(0, 10, '2026-11-23T00:00:00Z')])
    await read('task-b')
    expect(lines).toEqual([])
  })
})
