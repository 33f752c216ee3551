import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** primary: the one thing to do here; plain: everything else; quiet: inside rows and toolbars. Red is for limits and failures alone. */
  tone?: 'primary' | 'plain' | 'quiet'
  size?: 'small' | 'normal'
  icon?: ReactNode
}

/** A button with words: verb and object. */
export function Button({ tone = 'plain', size = 'normal', icon, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={[styles.button, className].filter(Boolean).join(' ')}
      data-tone={tone}
      data-size={size}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}
