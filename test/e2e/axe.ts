import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What keeps somebody from using the page, by WCAG 2.2 AA and axe's own best practice; short enough for a list. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Legacy: in the page itself and not also in an empty one beside it, which only pages with frames need.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  // An open menu is attached at the end of the page, outside any landmark.
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
