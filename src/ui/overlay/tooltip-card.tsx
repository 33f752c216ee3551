import { Portal } from 'radix-ui'
import { Popper } from 'radix-ui/internal'
import { useEffect, useId, useMemo } from 'react'
import styles from './tooltip.module.css'

/** The tooltip beside its element; read aloud after the element's name. */
export function TooltipCard({ about, text }: { about: HTMLElement; text: string }) {
  const id = useId()
  const anchor = useMemo(() => ({ current: about }), [about])
  useEffect(() => {
    const before = about.getAttribute('aria-describedby')
    about.setAttribute('aria-describedby', [before, id].filter(Boolean).join(' '))
    return () =>
      before === null ? about.removeAttribute('aria-describedby') : about.setAttribute('aria-describedby', before)
  }, [about, id])
  return (
    <Popper.Root>
      <Popper.Anchor virtualRef={anchor} />
      {/* A dialog lies above everything outside it. */}
      <Portal.Root asChild container={about.closest('dialog')}>
        <Popper.Content
          id={id}
          role="tooltip"
          className={styles.tooltip}
          side="top"
          sideOffset={6}
          collisionPadding={8}
        >
          {text}
        </Popper.Content>
      </Portal.Root>
    </Popper.Root>
  )
}
