import { Undo2, X } from 'lucide-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { removedTasks } from '#src/state/removed-tasks.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import type { Entry } from './task-entries.ts'
import styles from './tasks-panel.module.css'

interface Removal {
  readonly submissions: readonly Submission[]
  readonly taskIds: readonly string[]
  readonly words: string
}

/** Taking tasks off this list, and what undoes it. */
export function useRemoval(): { remove: (entries: readonly Entry[]) => void; note: ReactNode } {
  const tasks = useTaskActions()
  const { mutate: takeAway } = useMutation(taskMutations.remove(tasks))
  const { mutate: putBack } = useMutation(taskMutations.restore(tasks))
  const [last, setLast] = useState<Removal | null>(null)

  const remove = (entries: readonly Entry[]) => {
    const submissions = entries.flatMap((entry) => (entry.kind === 'own' ? entry.submission : []))
    const taskIds = entries.flatMap(({ taskId }) => taskId ?? [])
    setLast({
      submissions,
      taskIds,
      words: `Removed ${entries.length === 1 ? (entries[0]?.name ?? '') : formatCount(entries.length, 'task')} from this list.`,
    })
    removedTasks.tasksRemoved(taskIds)
    takeAway(submissions)
  }
  const undo = ({ submissions, taskIds }: Removal) => {
    setLast(null)
    removedTasks.tasksBroughtBack(taskIds)
    putBack(submissions)
  }
  const note = last && (
    <div className={styles.removal} role="status">
      <span className={styles.removalWords}>{last.words}</span>
      <Button size="small" icon={<Undo2 />} onClick={() => undo(last)}>
        Undo remove
      </Button>
      <IconButton size="small" label="Dismiss" icon={<X />} onClick={() => setLast(null)} />
    </div>
  )
  return { remove, note }
}
