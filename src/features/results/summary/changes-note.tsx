import { Diff, X } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { changesChosen, useChangesChoice } from '#src/state/compare.ts'
import { resultsFormChosen, useResultsForm } from '#src/state/view.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './changes-note.module.css'
import { useStudy } from './summary.tsx'

/** What an answer changed against the one before it, in one sentence, with the way to see it; nothing for other points. */
export function ChangesNote({ answer, before }: { answer: NamedAnswer; before: NamedAnswer }) {
  const found = useStudy(
    'changes',
    useMemo(() => [answer, before] as const, [answer, before]),
  )
  const choice = useChangesChoice(answer.key)
  const form = useResultsForm()
  const isShown = choice === 'shown'
  useEscape(isShown, () => changesChosen(answer.key, null))
  if (!found || found.degree === 'apart' || choice === 'closed') return null
  // The sentence is cut where there is no room for it: at its beginning, which says least.
  const [, since = '', changed = found.headline] = /^(Since [^:]*(?::\d\dZ)?:) (.*)$/.exec(found.headline) ?? []
  const show = () => {
    changesChosen(answer.key, isShown ? null : 'shown')
    if (!isShown && form !== 'comparison') resultsFormChosen('charts')
  }
  return (
    <div className={styles.note} data-changes-note="">
      <span className={styles.words} role="status" title={found.headline}>
        {since && <span className={styles.since}>{since} </span>}
        <b>{changed}</b>
      </span>
      <Button
        size="small"
        icon={<Diff />}
        aria-pressed={isShown}
        title="Show changes on map and ribbons"
        onClick={show}
      >
        Show changes
      </Button>
      <IconButton
        size="small"
        label="Dismiss what changed"
        icon={<X />}
        onClick={({ currentTarget }) => {
          // It goes, and with it this button: the keyboard stays in the head.
          currentTarget.closest('[data-changes-note]')?.parentElement?.querySelector('button')?.focus()
          changesChosen(answer.key, 'closed')
        }}
      />
    </div>
  )
}

/** Escape, unless something else makes use of it: a dialog, a menu, a field, a tool of the map. */
function useEscape(isOn: boolean, back: () => void): void {
  useEffect(() => {
    if (!isOn) return
    const press = ({ key, defaultPrevented, target }: KeyboardEvent) => {
      const isTaken = target instanceof Element && target.closest('dialog, input, select, textarea, canvas')
      if (key === 'Escape' && !defaultPrevented && !isTaken && !document.querySelector('dialog[open]')) back()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
