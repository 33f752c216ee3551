import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { taskQueries } from '#src/data/tasks/queries.ts'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { useMutation, useQuery } from '@tanstack/react-query'
import { asAppError } from '#src/domain/errors.ts'
import { parseCallTime, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { findByName } from '#src/domain/tasks/recovery.ts'
import { useIntent } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { TextField } from '#src/ui/form/field.tsx'
import { messageFor } from '#src/ui/messages.ts'
import styles from './tasks-panel.module.css'
import { formatCount } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import cardStyles from './card/task-card.module.css'

interface FindFieldProps {
  value: string
  onChange: (text: string) => void
  onRecovered: (row: TaskRow) => void
}

/** Narrows the list to a name or id while typing; `Recover` finds a whole name at the service, whoever sent it. */
export function FindField({ value, onChange, onRecovered }: FindFieldProps) {
  const tasks = useTaskActions()
  const { mutateAsync: follow } = useMutation(taskMutations.recover(tasks))
  const [error, setError] = useState<string>()
  const [several, setSeveral] = useState<readonly TaskRow[]>([])
  const [isLooking, setLooking] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useIntent('recover-task', () => form.current?.querySelector('input')?.focus())
  const { refetch } = useQuery({ ...taskQueries.everything(), enabled: false })

  function typed(text: string) {
    setError(undefined)
    setSeveral([])
    onChange(text)
  }
  async function attach(row: TaskRow) {
    await follow(row)
    typed('')
    onRecovered(row)
  }
  async function recover() {
    setLooking(true)
    try {
      const { data, error: failure } = await refetch()
      if (failure) throw failure
      const found = findByName(data?.tasks ?? [], value)
      if (found.kind === 'one') await attach(found.row)
      else if (found.kind === 'several') setSeveral(found.rows)
      else setError('The service has no task with this name. Check the spelling; upper and lower case matter.')
    } catch (failure) {
      setError(messageFor(asAppError(failure).code))
    } finally {
      setLooking(false)
    }
  }
  return (
    <form
      ref={form}
      className={styles.find}
      aria-label="Find a task"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() !== '' && !isLooking) void recover()
      }}
    >
      <Search aria-hidden="true" className={styles.findIcon} />
      <TextField
        label="Find, or recover by name"
        hideLabel
        type="search"
        placeholder="Find by name or id"
        value={value}
        error={error}
        onChange={(event) => typed(event.target.value)}
      />
      {value.trim() !== '' && (
        <Button
          type="submit"
          aria-disabled={isLooking}
          title="Looks up the full name at the service and follows the task from here"
        >
          Recover
        </Button>
      )}
      {several.length > 0 && (
        <div className={styles.several}>
          <p>{several.length} tasks have this name. Pick one by its time.</p>
          <Candidates label="Tasks of this name" rows={several} onPick={(row) => void attach(row)} />
        </div>
      )}
    </form>
  )
}

/** `22 Nov 17:41Z · PENDING · 148 points`: what tells tasks of one name apart. */
function wordsFor({ task_id, API_call_time, status, nbr_points }: TaskRow): string {
  const calledMs = parseCallTime(API_call_time)
  return [
    calledMs === null ? task_id : formatUtc(calledMs),
    status,
    nbr_points == null ? '' : formatCount(nbr_points, 'point'),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Tasks of which only the operator can choose one. */
export function Candidates({
  label,
  rows,
  onPick,
}: {
  label: string
  rows: readonly TaskRow[]
  onPick: (row: TaskRow) => void
}) {
  return (
    <div className={cardStyles.candidates} role="group" aria-label={label}>
      {rows.map((row) => (
        <Button key={row.task_id} size="small" title={row.task_id} onClick={() => onPick(row)}>
          {wordsFor(row)}
        </Button>
      ))}
    </div>
  )
}
