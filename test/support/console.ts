import { afterEach, beforeEach, expect, vi } from 'vitest'

let expected = false

/** Call in a test that means to log an error; otherwise any console.error fails it. */
export function expectConsoleError(): void {
  expected = true
}

/** An error written to the console is a defect unless the test says it expects one. */
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
