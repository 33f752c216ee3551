import { useEffect, useRef } from 'react'

/**
 * Whether the current event comes from a key held down: keyboards repeat it, and a browser presses a focused button
 * each time.
 */
export function useHeldKey(): () => boolean {
  const held = useRef(false)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => (held.current = event.repeat)
    const onRelease = () => (held.current = false)
    // Ahead of every other listener.
    const options = { capture: true }
    window.addEventListener('keydown', onKeyDown, options)
    const ends = ['keyup', 'pointerdown', 'blur'] as const
    for (const end of ends) window.addEventListener(end, onRelease, options)
    return () => {
      window.removeEventListener('keydown', onKeyDown, options)
      for (const end of ends) window.removeEventListener(end, onRelease, options)
    }
  }, [])
  return () => held.current
}
