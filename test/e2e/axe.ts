import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What keeps somebody from using the page, by WCAG 2.2 AA and axe's own best practice; short enough to read in a list. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  // A menu hangs at the end of the page while it is open, beside the landmarks and not in one.
  const isMenu = (target: unknown) => String(target).includes('data-radix-popper-content-wrapper')
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ target }) => id !== 'region' || !isMenu(target))
      .map(
        ({ target, any, all }) =>
          `${id}: ${target.join(' ')} (${[...any, ...all].map(({ message }) => message).join('; ')})`,
      ),
  )
}
