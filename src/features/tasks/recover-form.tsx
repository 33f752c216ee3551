import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { taskQueries } from '#src/data/queries.ts'
import { useTaskActions } from '#src/data/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { parseCallTime, type TaskRow } from '#src/domain/metocean/contract.ts'
import { findByName, suggestions } from '#src/domain/tasks/recovery.ts'
import { formatMoment } from '#src/domain/units/time-text.ts'
import { Button } from '#src/ui/button.tsx'
import { TextField } from '#src/ui/field.tsx'
import { messageFor } from '#src/ui/messages.ts'
import styles from './tasks-panel.module.css'

const timeOf = (row: TaskRow) => {
  const calledMs = parseCallTime(row.API_call_time)
  return calledMs === null ? row.task_id : formatMoment(calledMs)
}

/** Finds a task by its name, whoever sent it: type it, paste it, or pick it from the service's list. */
export function RecoverForm({ onRecovered }: { onRecovered: (row: TaskRow) => void }) {
  const tasks = useTaskActions()
  const listId = useId()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [several, setSeveral] = useState<readonly TaskRow[]>([])
  const { data: everything, refetch } = useQuery({ ...taskQueries.everything(), enabled: false })

  async function attach(row: TaskRow) {
    setSeveral([])
    setName('')
    await tasks.recover(row)
    onRecovered(row)
  }
  async function recover() {
    setError(undefined)
    setSeveral([])
    try {
      const { data, error: failure } = await refetch()
      if (failure) throw failure
      const found = findByName(data?.tasks ?? [], name)
      if (found.kind === 'one') await attach(found.row)
      else if (found.kind === 'several') setSeveral(found.rows)
      else setError('No task of the service has this name. Check the spelling; case counts.')
    } catch (failure) {
      setError(messageFor(asAppError(failure).code))
    }
  }
  return (
    <form
      className={styles.recover}
      aria-label="Recover a task"
      onSubmit={(event) => {
        event.preventDefault()
        void recover()
      }}
    >
      <TextField
        label="Recover by name"
        placeholder="Task name"
        list={listId}
        value={name}
        error={error}
        onChange={(event) => setName(event.target.value)}
        onFocus={() => !everything && void refetch()}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        Recover
      </Button>
      <datalist id={listId}>
        {suggestions(everything?.tasks ?? [], name).map((row) => (
          <option key={row.task_id} value={row.task_name?.trim() || row.task_id} label={`${row.status} · ${timeOf(row)}`} />
        ))}
      </datalist>
      {several.length > 0 && (
        <div className={styles.several} role="group" aria-label="Several tasks have this name">
          <p>{several.length} tasks have this name. Pick one by its time.</p>
          {several.map((row) => (
            <Button key={row.task_id} size="small" onClick={() => void attach(row)}>
              {timeOf(row)} · {row.status}
            </Button>
          ))}
        </div>
      )}
    </form>
  )
}
