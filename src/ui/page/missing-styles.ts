/**
 * Stylesheets that were requested and did not load. The bundler's loader requests a stylesheet once and then lets
 * everybody pass, so a part that is loaded again would come without its styles.
 */
const missing = new Set<HTMLLinkElement>()
let trying: Promise<void> | null = null

// The event does not bubble.
document.addEventListener(
  'error',
  ({ target }) => target instanceof HTMLLinkElement && target.rel === 'stylesheet' && missing.add(target),
  { capture: true },
)
// The page's own were requested before any script ran.
for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
  if (!isThere(link)) missing.add(link)

export const areStylesMissing = (): boolean => missing.size > 0

/**
 * Requests each of them again; callers at the same time share one try.
 * @throws Error naming one that is still missing
 */
export async function loadMissingStyles(): Promise<void> {
  trying ??= Promise.all([...missing].map(load)).then(() => {
    trying = null
  })
  await trying
  const [link] = missing
  if (link) throw new Error(`Stylesheet not loaded: ${link.href}`)
}

/** Settles either way; one that fails again counts as missing again. */
function load(link: HTMLLinkElement): Promise<void> {
  missing.delete(link)
  // A link that has failed stays so. The new one takes its place, and so its rank among the others.
  const again = document.createElement('link')
  again.rel = link.rel
  again.crossOrigin = link.crossOrigin
  again.href = link.href
  return new Promise((resolve) => {
    again.onload = again.onerror = () => resolve()
    link.replaceWith(again)
  })
}

/** For a file that did not load, browsers have no sheet, an empty one or one that may not be read. */
function isThere({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0
  } catch {
    return false
  }
}
