import type { Page } from '@playwright/test'

/**
 * Focuses everything that Tab reaches, and names what cannot be seen while focused, or shows no ring.
 * WCAG 2.2: 2.4.7 and 2.4.11.
 */
export async function focusFaults(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab') // from now on the browser assumes a keyboard, and shows rings
  return page.evaluate(async () => {
    const nameOf = (element: HTMLElement) => {
      const words =
        element.getAttribute('aria-label') ??
        (element as HTMLInputElement).labels?.[0]?.textContent ??
        element.textContent
      return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} “${words.trim().slice(0, 40)}”`
    }
    /** Its middle or one of its corners is on top. */
    const shows = (element: HTMLElement) => {
      const box = element.getBoundingClientRect()
      const spots = [
        [0.5, 0.5],
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ] as const
      return spots.some(([x, y]) => {
        const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
        return (
          hit !== null &&
          (element.contains(hit) ||
            hit.contains(element) ||
            [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(hit)))
        )
      })
    }
    const rings = (element: Element | null) => element !== null && getComputedStyle(element).outlineStyle !== 'none'
    /** The palette's field has an underline of its own; other shadows do not tell. */
    const underlined = (element: Element) => element.matches('input') && getComputedStyle(element).boxShadow !== 'none'
    /** A table that scrolls has its ring around the visible part. */
    const framed = (element: Element) => {
      const frame = element.closest('[role=grid]') === element ? element.parentElement?.parentElement : null
      return frame ? getComputedStyle(frame, '::after').borderTopStyle === 'solid' : false
    }
    const begun = document.activeElement as HTMLElement | null
    // An open menu or dialog keeps the keyboard inside.
    const within = document.querySelector('[role=menu], dialog[open]') ?? document
    // A list of tabs passes focus on to one of them.
    const stops = [
      ...within.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
    ].filter(
      (element) =>
        element.tabIndex >= 0 &&
        !element.matches(':disabled, [role=tablist]') &&
        !element.closest('[aria-hidden="true"], [inert], [data-radix-focus-guard]') &&
        element.checkVisibility({ visibilityProperty: true }),
    )
    const faults: string[] = []
    for (const element of stops) {
      element.focus()
      if (document.activeElement !== element) continue
      if (!shows(element)) await new Promise((resolve) => setTimeout(resolve, 500)) // focusing may glide it into sight
      if (framed(element)) continue // larger than its visible part
      if (!shows(element)) faults.push(`${nameOf(element)} is hidden while it has the focus`)
      else if (
        !rings(element) &&
        !rings(element.parentElement) &&
        !rings(element.nextElementSibling) &&
        !underlined(element)
      )
        faults.push(`${nameOf(element)} shows no focus ring`)
    }
    begun?.focus()
    return faults
  })
}
