import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './notice.module.css'

const icons = { info: Info, ok: CircleCheck, caution: TriangleAlert, warn: TriangleAlert, alarm: CircleAlert } as const
export type NoticeTone = keyof typeof icons

interface NoticeProps {
  tone?: NoticeTone
  /** The actions follow the words, for a notice as wide as the page. */
  wide?: boolean
  children: ReactNode
  actions?: ReactNode
}

/** A sentence in the place it concerns, marked by shape, colour and words, never by colour alone. */
export function Notice({ tone = 'info', wide, children, actions }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div
      className={styles.notice}
      data-tone={tone}
      data-wide={wide || undefined}
      role={tone === 'alarm' ? 'alert' : undefined}
    >
      <Icon aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
