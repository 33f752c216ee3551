/** A hand is never quite still; below this a press is a click. */
const DRAG_FROM_PX = 4

/** From where the press began, px. */
export interface DragOffset {
  readonly right: number
  readonly below: number
}

interface PointerDragSteps {
  /** Once per drawn frame, from when the press is no longer a click. */
  readonly moved: (offset: DragOffset) => void
  /** Let go on the surface. */
  readonly dropped: (offset: DragOffset) => void
  /** Let go elsewhere, or interrupted: what has moved goes back. */
  readonly restored: () => void
  /** Before either of the two, and after a click. */
  readonly ended: () => void
}

/**
 * Follows a pressed pointer until it is let go. Only a release on the surface itself counts: over a panel or dialog, or
 * outside the window, nobody sees what it would do. Escape, a menu, another window and a pointer that the system takes
 * away end it as well.
 * @returns a function that breaks it off
 */
export function followDrag(surface: HTMLElement, press: PointerEvent, steps: PointerDragSteps): () => void {
  let offset: DragOffset | null = null
  let frame = 0
  const over = new AbortController()
  const listen = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
    window.addEventListener(type, listener, { capture: true, signal: over.signal })
  const end = (isReleased: boolean): DragOffset | null => {
    over.abort()
    cancelAnimationFrame(frame)
    if (offset) swallowClick(isReleased)
    steps.ended()
    return offset
  }
  const breakOff = () => {
    if (!over.signal.aborted && end(false)) steps.restored()
  }
  const isOther = ({ pointerId }: PointerEvent) => pointerId !== press.pointerId

  listen('pointermove', (event) => {
    if (isOther(event)) return
    const next = { right: event.clientX - press.clientX, below: event.clientY - press.clientY }
    if (!offset) {
      if (Math.hypot(next.right, next.below) < DRAG_FROM_PX) return
      // So that panels on the way do not light up, and a release outside the window is noticed.
      surface.setPointerCapture?.(press.pointerId)
    }
    offset = next
    frame ||= requestAnimationFrame(() => {
      frame = 0
      if (offset) steps.moved(offset)
    })
  })
  listen('pointerup', (event) => {
    if (isOther(event)) return
    const there = end(true)
    if (!there) return
    if (surface.contains(document.elementFromPoint(event.clientX, event.clientY))) steps.dropped(there)
    else steps.restored()
  })
  listen('pointercancel', (event) => !isOther(event) && breakOff())
  listen('lostpointercapture', (event) => !isOther(event) && breakOff())
  // A finger that rests before it moves opens a menu too.
  listen('contextmenu', () => press.pointerType !== 'touch' && breakOff())
  listen('blur', ({ target, currentTarget }) => target === currentTarget && breakOff()) // of the window, not of a field
  listen('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    breakOff()
  })
  return breakOff
}

/** The click that ends a drag is not a click: it must not insert or select what lies there. */
function swallowClick(isReleased: boolean): void {
  const over = new AbortController()
  const options = { capture: true, signal: over.signal }
  const afterClick = () => void setTimeout(() => over.abort())
  window.addEventListener('click', (event) => event.stopPropagation(), options)
  if (isReleased) return afterClick()
  window.addEventListener('pointerup', afterClick, options)
  window.addEventListener('pointerdown', () => over.abort(), options) // the release was not noticed
}
