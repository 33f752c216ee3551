import type { Page } from '@playwright/test'

/** More stops than any state has: a guard against going round for ever. */
const MAX_STOPS = 400

/**
 * Goes through the page with Tab, and names what has the focus while nothing of it can be seen, or without a ring.
 * WCAG 2.2: 2.4.7 and 2.4.11.
 */
export async function hiddenFocus(page: Page): Promise<string[]> {
  const found: string[] = []
  const seen = new Set<string>()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    await page.keyboard.press('Tab')
    const { key, fault } = await page.evaluate(lookAtFocus)
    if (key === null || seen.has(key)) break
    seen.add(key)
    if (fault) found.push(fault)
  }
  return found
}

/** Runs in the page. */
function lookAtFocus(): { key: string | null; fault: string | null } {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return { key: null, fault: null }
  const words = element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent
  const name = `${element.getAttribute('role') ?? element.tagName.toLowerCase()} “${words.trim().slice(0, 40)}”`
  const marked = element as HTMLElement & { focusStop?: string }
  marked.focusStop ??= String(Math.random())
  const box = element.getBoundingClientRect()
  // Its middle and near its corners: one that shows is enough.
  const spots = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]] as const
  const shows = spots.some(([x, y]) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
    return hit !== null && (element.contains(hit) || hit.contains(element) || [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(hit)))
  })
  const rings = (one: Element | null) => one !== null && getComputedStyle(one).outlineStyle !== 'none'
  const ring = rings(element) || rings(element.parentElement) || rings(element.nextElementSibling)
  const fault = !shows ? `${name} is hidden while it has the focus` : ring ? null : `${name} shows no focus ring`
  return { key: marked.focusStop, fault }
}
