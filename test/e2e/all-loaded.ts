import type { Page } from '@playwright/test'

/** A file of the page's own server, and the bytes it was sent in. */
export type LoadedFiles = ReadonlyMap<string, number>

/** Begins to work with a page, and waits for the last thing that it loads then: from here on it can do without its server. */
export async function allLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    window.dispatchEvent(new Event('pointerdown')) // as often as it takes until the page listens
    return performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/import-worker-'))
  })
}

/** Notes the files a page loads from now on. @returns those so far: what workers fetch is seen from outside, their scripts from the page */
export function watchLoaded(page: Page): () => Promise<LoadedFiles> {
  const seen: Promise<readonly [string, number]>[] = []
  const isFile = (address: string) => {
    const { protocol, pathname } = new URL(address)
    return protocol.startsWith('http') && !pathname.startsWith('/api/')
  }
  page.on('requestfinished', (request) => {
    if (!isFile(request.url())) return
    seen.push(request.sizes().then(({ responseBodySize }) => [request.url(), responseBodySize] as const))
  })
  return async () => {
    const entries = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
        ({ name, encodedBodySize }) => [name, encodedBodySize] as const,
      ),
    )
    return new Map([...(await Promise.all(seen)), ...entries.filter(([address]) => isFile(address))])
  }
}
