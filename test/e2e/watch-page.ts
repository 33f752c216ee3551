import { expect, type Page } from '@playwright/test'

/** Notes what must never happen on a page: errors on the console, and requests to anybody else. */
export function watchPage(page: Page, origin: string): { nothingWrong: (expected?: readonly RegExp[]) => void } {
  const errors: string[] = []
  const strangers: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol.startsWith('http') && asked !== origin) strangers.push(request.url())
  })
  return {
    /** @param expected errors that the test itself has caused */
    nothingWrong: (expected = []) => {
      const unexpected = errors.filter((text) => !expected.some((known) => known.test(text)))
      expect(unexpected, 'no error is written to the console').toEqual([])
      expect(strangers, 'no request leaves the origin').toEqual([])
    },
  }
}
