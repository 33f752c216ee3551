import type { Page } from '@playwright/test'

/**
 * Gives the focus to everything Tab leads to, and names what cannot be seen while it has it, or shows no ring.
 * WCAG 2.2: 2.4.7 and 2.4.11.
 */
export async function focusFaults(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab') // from now on the browser takes it that a keyboard is used, and shows rings
  return page.evaluate(() => {
    const nameOf = (element: HTMLElement) => {
      const words = element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent
      return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} “${words.trim().slice(0, 40)}”`
    }
    /** Its middle or one of its corners is on top. */
    const shows = (element: HTMLElement) => {
      const box = element.getBoundingClientRect()
      const spots = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]] as const
      return spots.some(([x, y]) => {
        const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
        return hit !== null && (element.contains(hit) || hit.contains(element) || [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(hit)))
      })
    }
    const rings = (element: Element | null) => {
      if (element === null) return false
      const { outlineStyle, boxShadow } = getComputedStyle(element)
      return outlineStyle !== 'none' || boxShadow !== 'none'
    }
    const begun = document.activeElement as HTMLElement | null
    // A list of tabs hands the focus on to one of them.
    const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')].filter(
      (element) => element.tabIndex >= 0 && !element.matches(':disabled, [role=tablist]') && !element.closest('[aria-hidden="true"], [inert], [data-radix-focus-guard]') && element.checkVisibility({ visibilityProperty: true }),
    )
    const faults = stops.flatMap((element) => {
      element.focus()
      if (document.activeElement !== element) return []
      if (!shows(element)) return [`${nameOf(element)} is hidden while it has the focus`]
      return rings(element) || rings(element.parentElement) || rings(element.nextElementSibling) ? [] : [`${nameOf(element)} shows no focus ring`]
    })
    begun?.focus()
    return faults
  })
}
