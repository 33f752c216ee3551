import { useEffect, useState } from 'react'
import { lazyPart } from '../page/lazy-part.tsx'

/** Of hovering before a tooltip shows: a pointer that only crosses gets none. */
const HOVER_MS = 400
/** For the pointer's way from the element to its tooltip, which may be hovered too. */
const LEAVE_MS = 150

const TooltipCardPart = lazyPart(async () => (await import('./tooltip-card.tsx')).TooltipCard)

const withWords = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null
const isWords = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="tooltip"]') !== null

/**
 * Tooltips for what has no words on the screen: any element with `data-tooltip`, while it is hovered with a mouse or
 * focused by a key. Escape hides a tooltip, hovering it keeps it. One for the whole page.
 */
export function Tooltips() {
  const [about, setAbout] = useState<HTMLElement | null>(null)
  useEffect(() => watchHovers(setAbout), [])
  const text = about?.dataset['tooltip']
  return about && text ? <TooltipCardPart about={about} text={text} /> : null
}

/** @returns a function that ends it */
function watchHovers(show: (about: HTMLElement | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let meant: HTMLElement | null = null
  const mean = (next: HTMLElement | null, afterMs: number) => {
    if (next === meant) return
    meant = next
    clearTimeout(timer)
    timer = setTimeout(() => show(next), afterMs)
  }
  const hide = () => {
    clearTimeout(timer)
    show(null)
  }
  const listeners = {
    pointerover: ({ target, pointerType }: PointerEvent) => {
      if (pointerType === 'touch') return
      if (isWords(target)) clearTimeout(timer)
      else mean(withWords(target), withWords(target) ? HOVER_MS : LEAVE_MS)
    },
    focusin: ({ target }: FocusEvent) =>
      target instanceof Element && target.matches(':focus-visible') && mean(withWords(target), 0),
    focusout: () => mean(null, 0),
    // Whoever presses it knows it by now; the tooltip returns after the pointer leaves and comes back.
    pointerdown: hide,
    click: hide,
    keydown: ({ key }: KeyboardEvent) => key === 'Escape' && hide(),
    scroll: hide,
  }
  const ending = new AbortController()
  for (const [type, listener] of Object.entries(listeners))
    document.addEventListener(type, listener as EventListener, { capture: true, signal: ending.signal })
  return () => {
    clearTimeout(timer)
    ending.abort()
  }
}
