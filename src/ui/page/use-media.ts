import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds, followed as it changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Calls when a device pixel becomes smaller or larger: on another screen, or zoomed. @returns a function that ends it */
export function onPixelRatio(listener: () => void): () => void {
  const ending = new AbortController()
  // A query tells of one density alone, and is done once that is left.
  const watch = () =>
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', changed, {
      once: true,
      signal: ending.signal,
    })
  const changed = () => {
    watch()
    listener()
  }
  watch()
  return () => ending.abort()
}

/** Device pixels per CSS pixel, for what is drawn on a canvas. */
export const usePixelRatio = (): number => useSyncExternalStore(onPixelRatio, () => devicePixelRatio)

/** wide: everything docked; desk: the tasks are a rail; tablet: the map behind a sheet; phone: the map above it. */
export type ScreenSize = 'wide' | 'desk' | 'tablet' | 'phone'

/** The size class of the window, followed as it changes. */
export function useScreenSize(): ScreenSize {
  const wide = useMedia('(min-width: 1360px)')
  const desk = useMedia('(min-width: 1024px)')
  const tablet = useMedia('(min-width: 768px)')
  if (wide) return 'wide'
  if (desk) return 'desk'
  return tablet ? 'tablet' : 'phone'
}

/** Does the screen have a sheet instead of panels side by side? */
export const hasSheet = (size: ScreenSize): boolean => size === 'tablet' || size === 'phone'
