import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { RouteCheck } from '#src/domain/route/checks.ts'
import styles from '../checks/route-checks.module.css'

const icons = { error: CircleAlert, caution: TriangleAlert, info: Info } as const
const words = { error: 'Error', caution: 'Caution', info: 'Note' } as const

/** The sign of a check: shape and colour, and its word for a screen reader. */
export function CheckMark({ tone }: Pick<RouteCheck, 'tone'>) {
  const Icon = icons[tone]
  return (
    <span className={styles.mark} data-tone={tone}>
      <Icon aria-hidden="true" />
      <span className="visually-hidden">{words[tone]}: </span>
    </span>
  )
}
