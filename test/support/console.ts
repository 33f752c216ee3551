import { afterEach, beforeEach, expect, vi } from 'vitest'

let expected = false

/** Call in a test that logs an error on purpose; otherwise any console.error fails it. */
export function expectConsoleError(): void {
  expected = true
}

/** An error on the console is a defect unless the test says that it expects one. */
export function failOnConsoleError(): void {
  beforeEach(() => {
    expected = false
    vi.spyOn(console, 'error')
  })
  afterEach(() => {
    const spy = vi.mocked(console.error)
    const calls = vi.isMockFunction(spy) ? spy.mock.calls : []
    vi.restoreAllMocks()
    if (!expected) expect(calls, 'nothing is written to console.error').toEqual([])
  })
}
