// Figures of the built product in a real browser, beside those of harness.ts.
//
// Another suite is a file here that exports `readonly BrowserFigure[]` and is named in the list of run.ts. A figure:
//
//   {
//     name: 'Chart: cursor to next frame', issue: 5, goal: 8, floor: 16,
//     run: async (bench) => {
//       const page = await bench.page()                       // the product, a browser that has never seen it
//       …                                                     // made ready once; not measured
//       return () => toNextPaint(page, 'pointermove', …)      // one sample: milliseconds
//     },
//     plain: async (bench) => {
//       const page = await bench.plainPage('plain/chart.ts')  // the plain way, bundled, in the same browser
//       …
//     },
//   }
//
// A suite chooses what a sample gives: `mainThreadDuring` (the longest task, all work), `toNextPaint`, or a time taken
// inside the page. The product is the one in dist/: `npm run bench` builds it first.
import { type Browser, chromium, type Page } from '@playwright/test'
import { type Product, startProduct } from '#test/e2e/product.ts'
import playwright from '../../playwright.config.ts'
import { type Goal, measured, type Measured, medianOf } from './harness.ts'
import { type PlainServer, servePlainPages } from './plain-page.ts'

/** Prepares, and returns the function that takes one sample in the figure's unit. */
export type BrowserRun = (bench: BenchBrowser) => Promise<() => Promise<number>>

export interface BrowserFigure extends Goal {
  readonly inBrowser: true
  readonly run: BrowserRun
  readonly plain?: BrowserRun
}

/** One Chromium and one product for all figures. */
export interface BenchBrowser {
  /** The product's address. */
  readonly url: string
  /** A page of the product with nothing stored yet. @param path from the root, such as `/v/…` */
  readonly page: (path?: string) => Promise<Page>
  /** A page that does the same work the plain way. @param entry its script, from this folder; it draws into `#root` */
  readonly plainPage: (entry: string) => Promise<Page>
  /** Closes the pages of a measured figure. @throws what failed in one of them, which voids the figure */
  readonly closePages: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A page takes seconds to prepare, and a sample about one more: fewer runs than in Node. */
const RUNS = 5

export async function openBenchBrowser(): Promise<BenchBrowser> {
  const product = await startProduct()
  const plain = await servePlainPages()
  try {
    return benchBrowser(product, plain, await chromium.launch(playwright.projects?.[0]?.use?.launchOptions))
  } catch (error) {
    await Promise.all([product.stop(), plain.close()])
    throw error
  }
}

function benchBrowser(product: Product, plain: PlainServer, browser: Browser): BenchBrowser {
  const failures: Error[] = []
  const open = async (url: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
    // The compiler of this file wraps named functions in a call of this, which is missing in the page they are sent to.
    await context.addInitScript('globalThis.__name = (named) => named')
    const page = await context.newPage()
    page.on('pageerror', (error) => failures.push(error))
    await page.goto(url)
    return page
  }
  return {
    url: product.url,
    page: (path = '/') => open(new URL(path, product.url).href),
    plainPage: async (entry) => open(await plain.add(entry)),
    closePages: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
      if (failures.length > 0) throw failures[0]!
    },
    close: async () => {
      await browser.close()
      await Promise.all([product.stop(), plain.close()])
    },
  }
}

/** Measures one figure: the median of five samples after two to warm up. */
export async function measureIn(bench: BenchBrowser, figure: BrowserFigure): Promise<Measured> {
  const median = async (run: BrowserRun) => {
    const result = await medianOf(await run(bench), RUNS)
    await bench.closePages()
    return result
  }
  return measured(figure, await median(figure.run), figure.plain ? await median(figure.plain) : null)
}
