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
  /** Stands in the head instead of the title, which is then only read aloud. */
  head?: ReactNode
  /** Where the keyboard begins; left out: at the title. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Near the top, so that it stays where it is while its content shrinks and grows. */
  high?: boolean
  /** Room for two columns. */
  wide?: boolean
  /** It is only read: the keyboard gets into it to scroll. */
  isText?: boolean
  /** What Enter does wherever it has no meaning of its own. */
  onEnter?: () => void
}

/** Enter presses these, or makes a new line. */
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
  isText,
  onEnter,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) {
      dialog.showModal()
      // The browser would focus the first button, Close; a reader starts at the title instead.
      const first = initialFocus?.current ?? dialog
      first.focus()
    }
    if (!open && dialog.open) dialog.close()
  }, [open, initialFocus])
  // Taken off the page while it is open, it would keep the focus from going back to where it came from.
  useLayoutEffect(() => {
    const dialog = ref.current
    return () => {
      if (dialog?.open) dialog.close()
    }
  }, [])
  // Escape is answered at once: what is pressed next would come before the browser's word that it has closed.
  const cancelled = (event: SyntheticEvent) => {
    if (event.target !== event.currentTarget) return // a file picker in it was shut
    event.preventDefault()
    onClose()
  }
  // Late: it may have been opened again meanwhile.
  const closed = () => {
    if (!ref.current?.open) onClose()
  }
  const keyPressed = ({ key, target, nativeEvent }: KeyboardEvent) => {
    const isFree =
      key === 'Enter' &&
      !nativeEvent.repeat &&
      !nativeEvent.isComposing &&
      target instanceof Element &&
      !target.closest(TAKES_ENTER)
    if (isFree) onEnter?.()
  }
  return (
    <dialog
      ref={ref}
      tabIndex={-1}
      className={styles.dialog}
      data-high={high || undefined}
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      onCancel={cancelled}
      onClose={closed}
      onKeyDown={onEnter && keyPressed}
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
          {/* A region that scrolls is reached by the keyboard, through what is in it or itself. */}
          <div className={styles.body} {...(isText && { role: 'region', 'aria-label': title, tabIndex: 0 })}>
            {children}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </>
      )}
    </dialog>
  )
}
