import { useLayoutEffect } from 'react'
import { type Theme, usePreference } from '#src/state/preferences.ts'
import { useMedia } from './use-media.ts'

/** The theme on the screen: the operator's choice, else the operating system's (light → day, dark → dusk). */
export function useTheme(): Theme {
  const chosen = usePreference('theme')
  const dark = useMedia('(prefers-color-scheme: dark)')
  const theme = chosen ?? (dark ? 'dusk' : 'day')
  // Before the browser paints: not one frame shows half of the old theme.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return theme
}
