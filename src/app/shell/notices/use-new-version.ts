import { useEffect, useRef, useState } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'

/** A page that comes to the front is compared with the server's at most so often. */
const COMPARE_MS = 10 * 60_000

/**
 * True once the server has another build of the page: it is asked when the server was away and is back, when a part of
 * this build can no longer be loaded, and now and then when the page comes to the front.
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
    const come = () => {
      if (document.visibilityState !== 'visible' || Date.now() - compared.current < COMPARE_MS) return
      compared.current = Date.now()
      compare()
    }
    if (compared.current === 0) compared.current = Date.now()
    window.addEventListener('vite:preloadError', compare)
    document.addEventListener('visibilitychange', come)
    return () => {
      window.removeEventListener('vite:preloadError', compare)
      document.removeEventListener('visibilitychange', come)
    }
  }, [contactLostMs])
  return isNew
}

/**
 * Does the server hand out another build of the page than this one? A build names its files by their content, so the
 * page it hands out tells.
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
