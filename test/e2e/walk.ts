import { type Browser, chromium, type Page } from '@playwright/test'
import { chooseTheme, openScene, type Products, type SizeName, startProducts, type Theme, themes } from './scene.ts'
import { type State, states } from './states.ts'

/** One state, as it looks in one size and theme. */
export interface View {
  readonly state: State
  readonly size: SizeName
  readonly theme: Theme
  readonly page: Page
}

export interface Walk {
  readonly sizes: readonly SizeName[]
  /** All of them, unless given. */
  readonly themes?: readonly Theme[]
  /** The states to look at. */
  readonly wanted: (state: State) => boolean
  readonly look: (view: View) => Promise<void>
  /** A state that could not be brought about. The walk goes on with the next. */
  readonly onMissed: (view: Omit<View, 'page'>, reason: string) => void
}

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]
const graphics = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** A browser that draws maps without a graphics card and talks to nobody else. */
export function launchBrowser(): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'], args: [...sandbox, ...quiet, ...graphics] })
}

/** Goes through the states of the product in every size, and visits each in every theme. */
export async function walk(plan: Walk): Promise<void> {
  const wantedThemes = plan.themes ?? themes
  const products = await startProducts()
  const browser = await launchBrowser()
  try {
    for (const size of plan.sizes) {
      // A phone has no button to change the theme over an open dialog.
      const rounds = size === 'narrow' ? wantedThemes.map((theme) => [theme]) : [wantedThemes]
      for (const round of rounds) await walkOnce(browser, products, size, round, plan)
    }
  } finally {
    await browser.close()
    await products.stop()
  }
}

async function walkOnce(
  browser: Browser,
  products: Products,
  size: SizeName,
  round: readonly Theme[],
  { wanted, look, onMissed }: Walk,
): Promise<void> {
  const scene = await openScene(browser, products, size, round[0]!)
  scene.context.setDefaultTimeout(10_000)
  for (const state of states.filter(wanted)) {
    try {
      const page = await state.show(scene)
      if (!page) continue
      for (const theme of round) {
        await chooseTheme(page, theme) // who signs in has not chosen one yet
        await settled(page)
        await look({ state, size, theme, page })
      }
      await state.leave?.(page, scene)
    } catch (error) {
      const [reason = ''] = (error as Error).message.split('\n')
      for (const theme of round) onMissed({ state, size, theme }, reason)
      await scene.context.setOffline(false)
      for (const page of scene.pages.values()) await startAnew(page).catch(() => undefined) // the next state tells
    }
  }
  await scene.context.close()
}

/** Loads the page again, until it can be used. */
async function startAnew(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('banner').waitFor()
}

/** Two frames without a change of the page, and nothing still moving or loading. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    )
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}
