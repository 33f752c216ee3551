import type { Page } from '@playwright/test'
import { cutTexts } from './structure.ts'

// What readers set for themselves, over the page's own style: nothing may be lost.

/** WCAG 2.2, 1.4.12. */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'
/** Applies a style from outside, as a reader's browser does, and removes it again. */
async function withStyle(page: Page, css: string, look: () => Promise<string[]>): Promise<string[]> {
  await page.evaluate(async (text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  }, css)
  const found = await look()
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)
  })
  return found
}

export const cutBySpacing = (page: Page): Promise<string[]> => withStyle(page, SPACING, () => cutTexts(page))

/** Text at twice the size, as browsers zoom: everything grows, so that half as much has room. WCAG 2.2, 1.4.4. */
export async function cutByZoom(page: Page): Promise<string[]> {
  const { width, height } = page.viewportSize()!
  await page.setViewportSize({ width: Math.round(width / 2), height: Math.round(height / 2) })
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const found = await cutTexts(page)
  await page.setViewportSize({ width, height })
  return found
}

/** With the reader's own colours: pressed, chosen, and being a button at all must not depend on the page's. */
export async function lostInForcedColors(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' })
  const found = await page.evaluate(() => {
    const drawn = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    const chosen = [...document.querySelectorAll('[aria-pressed="true"], [aria-selected="true"][role="tab"]')]
    const unmarked = chosen.filter(drawn).filter((element) => {
      const { outlineStyle, borderBottomWidth } = getComputedStyle(element)
      return outlineStyle === 'none' && Number.parseFloat(borderBottomWidth) < 2
    })
    return unmarked.map(
      (element) =>
        `“${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}” does not show that it is chosen`,
    )
  })
  await page.emulateMedia({ forcedColors: 'none' })
  return found
}
