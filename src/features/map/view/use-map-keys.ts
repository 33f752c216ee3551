import { useEffect, useEffectEvent } from 'react'
import { usePreference } from '#src/state/preferences.ts'
import type { MapView } from './map-view.ts'

/**
 * Keys pressed while the map has the focus, before the map itself sees them. Letters only where the operator wants them.
 * @param onKey returns true for a key it took
 */
export function useMapKeys(view: MapView, onKey: (press: KeyboardEvent) => boolean): void {
  const letterKeys = usePreference('letterKeys')
  const handle = useEffectEvent((press: KeyboardEvent) => {
    if ((!letterKeys && /^[a-z]$/i.test(press.key)) || !onKey(press)) return
    press.preventDefault()
    press.stopPropagation()
  })
  useEffect(() => {
    const container = view.map.getContainer()
    const listener = (press: KeyboardEvent) => handle(press)
    container.addEventListener('keydown', listener, { capture: true })
    return () => container.removeEventListener('keydown', listener, { capture: true })
  }, [view])
}
