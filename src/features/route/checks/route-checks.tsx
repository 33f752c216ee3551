import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { RouteCheck } from '#src/domain/route/checks.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { useEditorActions } from '#src/state/editor.ts'
import styles from './route-checks.module.css'
import { focusWaypointRow } from '../waypoints/row-focus.ts'

/** What the checks found, folded away to a line that counts it; an entry leads to its waypoint. */
export function RouteChecks({ checks }: { checks: readonly RouteCheck[] }) {
  const { waypointSelected } = useEditorActions()
  const [open, setOpen] = useState(false)
  const [worst] = checks
  if (!worst) return null
  const go = (id: string) => {
    waypointSelected(id)
    focusWaypointRow(id)
  }
  return (
    <details className={styles.checks} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <CheckMark tone={worst.tone} />
        <span>{countWords(checks)}</span>
      </summary>
      <ul className={styles.list} aria-label="Checks">
        {(open ? checks : []).map(({ tone, words, waypointId }, index) => (
          <li key={index}>
            {waypointId === null ? (
              <span className={styles.check}>
                <CheckMark tone={tone} />
                <span>{words}</span>
              </span>
            ) : (
              <button type="button" className={styles.check} onClick={() => go(waypointId)}>
                <CheckMark tone={tone} />
                <span>{words}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** `1 error, 2 cautions, 1 note`. */
function countWords(checks: readonly RouteCheck[]): string {
  const nouns = { error: 'error', caution: 'caution', info: 'note' } as const
  return (['error', 'caution', 'info'] as const)
    .map((tone) => [checks.filter((check) => check.tone === tone).length, nouns[tone]] as const)
    .filter(([count]) => count > 0)
    .map(([count, noun]) => formatCount(count, noun))
    .join(', ')
}

const icons = { error: CircleAlert, caution: TriangleAlert, info: Info } as const
const toneWords = { error: 'Error', caution: 'Caution', info: 'Note' } as const

/** The sign of a check: shape and colour, and its word for a screen reader. */
export function CheckMark({ tone }: Pick<RouteCheck, 'tone'>) {
  const Icon = icons[tone]
  return (
    <span className={styles.mark} data-tone={tone}>
      <Icon aria-hidden="true" />
      <span className="visually-hidden">{toneWords[tone]}: </span>
    </span>
  )
}
