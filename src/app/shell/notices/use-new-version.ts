import { useEffect, useRef, useState } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'

/** At most this often a page that is looked at is compared with the server's. */
const COMPARE_MS = 10 * 60_000

/**
 * True once the server has another build of the page. Checked when the server is back after it was away, when a part of
 * this build can no longer be loaded, and at intervals while the page is in sight or when it comes to the front: a quick
 * restart between two polls goes unnoticed, and some pages are never hidden.
 */
export function useNewVersion(): boolean {
  const { contactLostMs } = useTasks()
  const [isNew, setNew] = useState(false)
  const compared = useRef(0)
  const wasLost = useRef(false)

  useEffect(() => {
    const compare = () => void isNewerThere().then((found) => found && setNew(true))
    if (wasLost.current && contactLostMs === null) compare()
    wasLost.current = contactLostMs !== null
    const look = () => {
      if (document.visibilityState !== 'visible' || Date.now() - compared.current < COMPARE_MS) return
      compared.current = Date.now()
      compare()
    }
    if (compared.current === 0) compared.current = Date.now()
    window.addEventListener('vite:preloadError', compare)
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, COMPARE_MS / 10)
    return () => {
      window.removeEventListener('vite:preloadError', compare)
      document.removeEventListener('visibilitychange', look)
      clearInterval(timer)
    }
  }, [contactLostMs])
  return isNew
}

/**
 * Does the server deliver another build of the page than this one? A build names its files by their content, so its
 * page tells.
 */
async function isNewerThere(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src
  if (!own) return false
  const page = await fetch('/', { cache: 'no-store' }).then(
    (response) => (response.ok ? response.text() : ''),
    () => '',
  )
  return page.includes('type="module"') && !page.includes(new URL(own).pathname)
}
