import { useEffect, useSyncExternalStore } from 'react'
import { type Theme, usePreference } from '#src/state/preferences.ts'

const darkQuery = '(prefers-color-scheme: dark)'

function subscribeToScheme(listener: () => void) {
  const query = matchMedia(darkQuery)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** The theme on the screen: the operator's choice, else the operating system's (light → day, dark → dusk). */
export function useTheme(): Theme {
  const chosen = usePreference('theme')
  const dark = useSyncExternalStore(subscribeToScheme, () => matchMedia(darkQuery).matches)
  const theme = chosen ?? (dark ? 'dusk' : 'day')
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return theme
}
