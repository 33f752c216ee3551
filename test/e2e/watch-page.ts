import { expect, type Page } from '@playwright/test'

/** Notes what must never happen on a page: errors on the console, and requests to anybody else. */
export function watchPage(page: Page, origin: string): { nothingWrong: () => void } {
  const errors: string[] = []
  const strangers: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol.startsWith('http') && asked !== origin) strangers.push(request.url())
  })
  return {
    nothingWrong: () => {
      expect(errors, 'no error is written to the console').toEqual([])
      expect(strangers, 'no request leaves the origin').toEqual([])
    },
  }
}
