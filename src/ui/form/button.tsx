import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** primary: the one thing to do here; plain: the rest; quiet: in rows and toolbars. Red is for limits and failure. */
  tone?: 'primary' | 'plain' | 'quiet'
  size?: 'small' | 'normal'
  icon?: ReactNode
}

const classOf = (className: string | undefined) => [styles.button, className].filter(Boolean).join(' ')

/** A button with words: verb and object. */
export function Button({ tone = 'plain', size = 'normal', icon, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classOf(className)} data-tone={tone} data-size={size} {...rest}>
      {icon}
      {children}
    </button>
  )
}

/** Leads to another page, and looks like a button. */
export function ButtonLink({
  tone = 'plain',
  children,
  className,
  ...rest
}: ComponentProps<'a'> & Pick<ButtonProps, 'tone'>) {
  return (
    <a className={classOf(className)} data-tone={tone} data-size="normal" {...rest}>
      {children}
    </a>
  )
}
