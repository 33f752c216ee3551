import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import styles from './button.module.css'

interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'aria-label'> {
  /** Spoken name and tooltip. */
  label: string
  /** Shown in the tooltip beside the label, e.g. `Ctrl Z`. */
  shortcut?: string
  icon: ReactNode
}

/** A button with an icon only; its name is in the tooltip and read aloud. */
export function IconButton({ label, shortcut, icon, tone = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Button
      tone={tone}
      className={[styles.iconOnly, className].filter(Boolean).join(' ')}
      aria-label={label}
      data-tooltip={shortcut ? `${label} (${shortcut})` : label}
      icon={icon}
      {...rest}
    />
  )
}
