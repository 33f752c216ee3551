import { join } from 'node:path'
import { type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { addToken } from '#src/server/auth/token-file.ts'
import makeTemplate, { makeDataFolder } from '#test/support/data-folder.ts'
import { type ScriptedUpstream, startUpstream } from '#test/support/upstream/upstream.ts'
import { pressSend } from './ask.ts'
import { type Product, startProduct } from './product.ts'

// What states are made from: the design's sizes and themes, three products, a page of each.

export const themes = ['day', 'dusk', 'night'] as const
export type Theme = (typeof themes)[number]

export const sizes = {
  wide: { width: 1440, height: 900, touch: false },
  desk: { width: 1280, height: 720, touch: false },
  tablet: { width: 820, height: 1180, touch: true },
  /** A desk of 1280 at 400 %. */
  narrow: { width: 320, height: 640, touch: false },
} as const
export type SizeName = keyof typeof sizes

const KEY = 'key-of-the-scripted-service'
export const SUBMIT = 'POST /MetOcean'

type ProductName = 'own' | 'gateway' | 'team'

/** The product with its own weather, computed at once; in front of a scripted service; and of a team that signs in. */
export interface Products {
  /** Where one of them answers; started when a state first needs it. */
  readonly urlOf: (which: ProductName) => Promise<string>
  /** What an administrator of the team signs in with. */
  readonly token: string
  readonly upstream: ScriptedUpstream
  readonly stop: () => Promise<void>
}

export async function startProducts(): Promise<Products> {
  const upstream = await startUpstream(KEY)
  await makeTemplate()
  const folder = makeDataFolder('team')
  const token = addToken(join(folder, 'tokens.json'), { name: 'anna', role: 'admin' })
  const starts = {
    own: () => startProduct(),
    gateway: () =>
      startProduct({ METOCEAN_API_KEY: KEY, METOCEAN_URL: upstream.url, METOCEAN_TASKS_URL: upstream.url }),
    team: () => startProduct({ AUTH: 'token' }, folder),
  }
  const started = new Map<ProductName, Promise<Product>>()
  return {
    urlOf: async (which) => {
      const product = started.get(which) ?? starts[which]()
      started.set(which, product)
      return (await product).url
    },
    token,
    upstream,
    stop: async () => {
      await Promise.all(Array.from(started.values(), async (product) => (await product).stop()))
      await upstream.close()
    },
  }
}

/** What a state is shown in. Pages are opened when a state first needs them. */
export interface Scene {
  readonly size: SizeName
  readonly products: Products
  readonly context: BrowserContext
  readonly pages: Map<'own' | 'gateway' | 'bare' | 'team', Page>
}

/** A browser of its own, as a new operator has it. @param theme what its operator would have set */
export async function openScene(browser: Browser, products: Products, size: SizeName, theme: Theme): Promise<Scene> {
  const { width, height, touch } = sizes[size]
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  // The compiler of this file wraps named functions in a call of this, including those sent to the page.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript((chosen) => {
    const kept = 'fairway.preferences'
    if (!localStorage.getItem(kept))
      localStorage.setItem(kept, JSON.stringify({ state: { theme: chosen }, version: 2 }))
  }, theme)
  products.upstream.heal()
  products.upstream.tasks.all.splice(0)
  return { size, products, context, pages: new Map() }
}

/** The scene's page of a product, opened on first use. */
export async function pageOf({ pages, context, products }: Scene, which: 'own' | 'gateway'): Promise<Page> {
  const known = pages.get(which)
  if (known) {
    await known.bringToFront()
    return known
  }
  const page = await context.newPage()
  pages.set(which, page)
  await page.goto(await products.urlOf(which))
  await mapOf(page).or(page.getByText('The map cannot be drawn here')).waitFor()
  await page.waitForLoadState('networkidle') // the coast is drawn when it is there
  return page
}

/** A page of a browser that cannot draw maps. */
export async function bareOf({ pages, context, products }: Scene): Promise<Page> {
  const page = await context.newPage()
  pages.set('bare', page)
  await page.addInitScript(() => {
    const canvas = HTMLCanvasElement.prototype as unknown as {
      getContext: (kind: string, ...rest: unknown[]) => unknown
    }
    const given = canvas.getContext
    canvas.getContext = function (this: unknown, kind, ...rest) {
      return kind.startsWith('webgl') ? null : given.call(this, kind, ...rest)
    }
  })
  await page.goto(await products.urlOf('own'))
  return page
}

/** A page of the team's product at an address, signed in or not yet. */
export async function teamOf(scene: Scene, path: string, isSignedIn: boolean): Promise<Page> {
  const { pages, context, products } = scene
  const page = pages.get('team') ?? (await context.newPage())
  pages.set('team', page)
  await page.bringToFront()
  await page.goto((await products.urlOf('team')) + path)
  const field = page.getByLabel('Token')
  if (!isSignedIn) {
    await field.waitFor()
    return page
  }
  await field.or(page.getByRole('banner')).first().waitFor()
  if (await field.count()) {
    await field.fill(products.token)
    await button(page, 'Sign in').click()
  }
  await page.getByRole('banner').waitFor()
  return page
}

export const mapOf = (page: Page): Locator => page.getByRole('region', { name: 'Map' }).getByRole('application')
export const tasksOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Tasks' })
export const cardsOf = (page: Page, words: string | RegExp): Locator =>
  tasksOf(page).getByRole('listitem').filter({ hasText: words })
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

/** Brings a part of the page into sight, whatever the screen's size. */
export async function goTo(page: Page, place: 'Route' | 'Request' | 'Results' | 'Tasks'): Promise<void> {
  const tab = page.getByRole('tab', { name: new RegExp(`^${place}`) })
  const rail = tasksOf(page).getByRole('button', { name: /^Tasks/, expanded: false })
  if (await tab.count()) await tab.click()
  else if (place === 'Tasks' && (await rail.count())) await rail.click()
}

/** Imports the sample's file like any other. */
export async function importSample(page: Page): Promise<void> {
  await goTo(page, 'Route')
  await page.getByTestId('route-file').first().setInputFiles('public/sample-voyage.rtz')
  await button(page, 'Use route').waitFor()
}

export async function useSample(page: Page): Promise<void> {
  await importSample(page)
  await button(page, 'Use route').click()
  await page.waitForURL(/\/v\/[0-9a-f-]{36}$/)
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

export async function getWeather(page: Page, how: 'Direct' | 'Background'): Promise<void> {
  await goTo(page, 'Request')
  await button(page, how).click()
  await pressSend(page)
}

/** Runs a command by the keyboard. @param typed enough of its words that it comes first */
export async function runCommand(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find a command' }).waitFor()
  await page.keyboard.type(typed)
  await page
    .getByRole('option', { selected: true })
    .filter({ hasText: new RegExp(typed, 'i') })
    .waitFor()
  await page.keyboard.press('Enter')
}

/** Changes the theme without closing what is open: like its button, which a dialog may cover. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  if ((await page.getByRole('button', { name: /^Theme: /, includeHidden: true }).count()) === 0) {
    // A page without that button has the theme that was chosen on another.
    await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
    return
  }
  for (let turns = 0; turns < themes.length; turns += 1) {
    if ((await page.locator('html').getAttribute('data-theme')) === theme) return
    await page.getByRole('button', { name: /^Theme: /, includeHidden: true }).dispatchEvent('click')
  }
}
