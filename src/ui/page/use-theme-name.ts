import { useSyncExternalStore } from 'react'
import type { ThemeName } from '../ramps.ts'

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

/** The theme on the page now, whoever set it; `day` where none is named. */
export function currentThemeName(): ThemeName {
  const name = document.documentElement.dataset['theme']
  return name === 'dusk' || name === 'night' ? name : 'day'
}

/** The theme as drawn, for canvases: CSS alone follows by itself. */
export const useThemeName = (): ThemeName => useSyncExternalStore(subscribe, currentThemeName)
