import { X } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import styles from './dialog.module.css'
import { IconButton } from '../form/icon-button.tsx'

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode
  /** Replaces the title in the head; the title is then only read aloud. */
  head?: ReactNode
  /** Where the keyboard begins; left out: at the title. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Near the top, so that it does not move while its content shrinks and grows. */
  high?: boolean
  /** Room for two columns. */
  wide?: boolean
  /** As wide as the page, for a large table. */
  full?: boolean
  /** Text to read only: the keyboard gets into it to scroll. */
  isText?: boolean
  /** What Enter does where nothing else uses it. */
  onEnter?: () => void
  /**
   * The id of what it must leave in sight, and the page with it: it then stands above that at the right edge, and dims and
   * blocks nothing. On a narrow screen it is a dialog like any other.
   */
  beside?: string
}

/** Wide enough for a dialog that leaves the page in use. */
const ROOM_BESIDE = '(min-width: 1024px)'

/** Elements with a use of their own for Enter. */
const TAKES_ENTER = 'button, a, summary, select, textarea'

/** A native dialog: focus is kept inside and given back on close, Escape closes. No style tag is injected. */
export function Dialog({
  title,
  open,
  onClose,
  children,
  actions,
  head,
  initialFocus,
  high,
  wide,
  full,
  isText,
  onEnter,
  beside,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) {
      const isBeside = beside !== undefined && matchMedia(ROOM_BESIDE).matches
      dialog.toggleAttribute('data-beside', isBeside)
      if (isBeside) {
        const below = document.getElementById(beside)?.getBoundingClientRect().top ?? window.innerHeight
        dialog.style.setProperty('--room', `${below}px`)
        dialog.show()
      } else dialog.showModal()
      // The browser would focus the first button, Close; a reader starts at the title instead.
      const first = initialFocus?.current ?? dialog
      first.focus()
    }
    if (!open && dialog.open) dialog.close()
  }, [open, initialFocus, beside])
  // Removed from the page while open, it would keep focus from going back to where it came from.
  useLayoutEffect(() => {
    const dialog = ref.current
    return () => {
      if (dialog?.open) dialog.close()
    }
  }, [])
  // Escape is answered at once: the next key press would come before the browser reports that the dialog has closed.
  const cancelled = (event: SyntheticEvent) => {
    if (event.target !== event.currentTarget) return // a file picker in it was closed
    event.preventDefault()
    onClose()
  }
  // Reported late: it may have been opened again meanwhile.
  const closed = () => {
    if (!ref.current?.open) onClose()
  }
  const keyPressed = ({ key, target, currentTarget, nativeEvent, defaultPrevented }: KeyboardEvent) => {
    const isFree =
      key === 'Enter' &&
      !nativeEvent.repeat &&
      !nativeEvent.isComposing &&
      target instanceof Element &&
      !target.closest(TAKES_ENTER)
    if (isFree) onEnter?.()
    // The browser closes only what blocks the page.
    if (key === 'Escape' && !defaultPrevented && currentTarget.hasAttribute('data-beside')) onClose()
  }
  return (
    <dialog
      ref={ref}
      tabIndex={-1}
      className={styles.dialog}
      data-high={high || undefined}
      data-wide={wide || undefined}
      data-full={full || undefined}
      aria-labelledby={titleId}
      onCancel={cancelled}
      onClose={closed}
      onKeyDown={onEnter || beside !== undefined ? keyPressed : undefined}
    >
      {open && (
        <>
          <div className={styles.header}>
            <h2 id={titleId} className={head ? 'visually-hidden' : undefined}>
              {title}
            </h2>
            {head}
            <IconButton label="Close" icon={<X />} onClick={onClose} />
          </div>
          {/* The keyboard must reach a region that scrolls, through its content or directly. */}
          <div className={styles.body} {...(isText && { role: 'region', 'aria-label': title, tabIndex: 0 })}>
            {children}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </>
      )}
    </dialog>
  )
}
