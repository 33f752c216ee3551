/**
 * Does the server hand out another build of the page than this one? A build names its files by their content, so the
 * page it hands out tells.
 */
export async function isNewerThere(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src
  if (!own) return false
  const page = await fetch('/', { cache: 'no-store' }).then(
    (response) => (response.ok ? response.text() : ''),
    () => '',
  )
  return page.includes('type="module"') && !page.includes(new URL(own).pathname)
}
