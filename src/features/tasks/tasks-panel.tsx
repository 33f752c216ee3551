import { useQuery, useMutation } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState, type ReactNode } from 'react'
import { onServerAnswers } from '#src/data/http/server-answers.ts'
import { taskQueries } from '#src/data/tasks/queries.ts'
import { taskMutations, useRights, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { removedTasks, useRemovedTasks } from '#src/state/removed-tasks.ts'
import { useIntent } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { whatHappened } from '#src/ui/messages.ts'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { FindField } from './find-field.tsx'
import { ListMenu, TaskListView } from './task-list.tsx'
import { OwnTask, type TaskUses } from './card/own-task.tsx'
import { ServiceTask } from './card/service-task.tsx'
import {
  taskEntries,
  type TaskEntry,
  type Filter,
  listOf,
  type Section,
  sectionsOf,
  type Sort,
} from './task-entries.ts'
import styles from './tasks-panel.module.css'
import { useAnnouncement } from './news/use-announcement.ts'
import { Bell, BellOff, RefreshCw, Undo2, X } from 'lucide-react'
import { formatCountdown } from '#src/domain/tasks/progress.ts'
import { formatClock } from '#src/domain/units/time-text.ts'
import { useClock } from '#src/state/clock.ts'
import { useDesktopNoticesSwitch } from '#src/state/desktop-notices.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { formatCount } from '#src/domain/units/format.ts'

const filters: readonly { value: Filter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'pending', label: 'Pending' },
  { value: 'done', label: 'Done' },
  { value: 'failed', label: 'Failed' },
]

/** Every task, this browser's and the account's; finding and recovering them; when the service is asked next. */
export function TasksPanel(uses: TaskUses) {
  const [filter, setFilter] = useState<Filter>('all')
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<Sort>('newest')
  const [mineOnly, setMineOnly] = useState(false)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  /** Cards that were opened; and those that need a decision, which are open by themselves, that were closed. */
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const snapshot = useTasks()
  const [sought, setSought] = useState<string | null>(null)
  useIntent('show-task', (submissionId) => {
    setFilter('all')
    setSearch('')
    setMineOnly(false)
    setSought(submissionId)
  })
  const rights = useRights()
  const { entries, error, isKnown, removed, bringBack } = useEntries(filter, rights.me)
  const sections = sectionsOf(entries, { filter, search: useDeferredValue(search), sort, mineOnly })
  const announcement = useAnnouncement(snapshot)
  const { remove, note } = useRemoval()
  const { submissions, nextLookMs, contactLostMs, busyUntilMs, isSignedOut } = snapshot
  const shown = sections.flatMap(({ group, entries: members }) => members.map(() => group))
  const finished = shown.filter((group) => group === 'finished').length
  const isHeld = submissions.some(({ state, mode }) => state === 'sending' && mode === 'sync')

  // Made once for all cards, so that they are drawn again only for news.
  const keepOne = (entry: TaskEntry) => setKept(new Set([...kept, entry.key]))
  const removeOne = (entry: TaskEntry) => remove([entry])
  const toggleOne = ({ key }: TaskEntry) =>
    setFolded((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key]))
  const isOpen = ({ key, group }: TaskEntry) => folded.has(key) !== (group === 'decision')
  const renderEntry = (entry: TaskEntry) =>
    entry.kind === 'own' ? (
      <OwnTask
        entry={entry}
        snapshot={snapshot}
        uses={uses}
        maySend={rights.maySend}
        mayCancel={rights.mayCancelAny || (rights.maySend && entry.isMine)}
        isKept={kept.has(entry.key)}
        isOpen={isOpen(entry)}
        onKeep={keepOne}
        onToggle={toggleOne}
        onRemove={removeOne}
      />
    ) : (
      <ServiceTask
        entry={entry}
        taskProgress={snapshot.progressByTask.get(entry.row.task_id) ?? null}
        mayCancel={rights.mayCancelAny || (rights.maySend && entry.isMine)}
        uses={uses}
        isOpen={isOpen(entry)}
        onToggle={toggleOne}
        onRemove={removeOne}
      />
    )
  const renderAction = ({ group, entries: members }: Section) =>
    group === 'finished' && (
      <Button size="small" tone="quiet" onClick={() => remove(members)}>
        Remove finished ({members.length})
      </Button>
    )
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2>Tasks</h2>
        <span className={styles.counts}>
          {shown.length - finished} active · {finished} finished
        </span>
        {submissions.length > 0 && <DesktopSwitch />}
        <ListMenu sort={sort} onSort={setSort} removed={removed} onBringBack={bringBack} />
      </header>
      <div className={styles.tools}>
        <FindField
          value={search}
          onChange={setSearch}
          onRecovered={({ task_id, status }) => {
            setFilter('all')
            if (status === 'SUCCESS') uses.onShow(task_id)
          }}
        />
        <div className={styles.filters}>
          <Segmented label="Show tasks" value={filter} onChange={setFilter} options={filters} />
          {rights.me !== null && (mineOnly || entries.some(({ isMine }) => !isMine)) && (
            <Button
              size="small"
              aria-pressed={mineOnly}
              title={`Only those sent by ${rights.me}`}
              onClick={() => setMineOnly(!mineOnly)}
            >
              Mine
            </Button>
          )}
        </div>
        <NextLook {...{ nextLookMs, contactLostMs, busyUntilMs, isHeld, isSignedOut }} />
      </div>
      {note}
      <TaskListView
        sections={sections}
        renderEntry={renderEntry}
        renderAction={renderAction}
        sought={sought}
        onFound={() => setSought(null)}
      >
        {error && (
          <p className={styles.quiet}>
            {isKnown
              ? 'The account’s tasks may have changed since they were read.'
              : 'Of the account’s tasks only those known here are shown.'}{' '}
            {whatHappened(error.code)}
          </p>
        )}
        {sections.length === 0 && (
          <p className={styles.quiet}>{emptyWords({ isNarrowed: search.trim() !== '' || mineOnly, filter })}</p>
        )}
      </TaskListView>
      <div className="visually-hidden" role="status">
        {announcement}
      </div>
    </div>
  )
}

/** All tasks to show: this browser's, and those in the service's list behind the filter. */
function useEntries(filter: Filter, me: string | null) {
  const { submissions, lost, progressByTask } = useTasks()
  const { data: pending } = useQuery(taskQueries.pending()) // as last read by the tab that polls
  const name = listOf[filter]
  const {
    data: listed,
    error,
    refetch,
  } = useQuery({ ...taskQueries.list(name === 'success' ? name : 'all'), enabled: name !== 'pending' })
  // What is said of it goes with its cause.
  const isUnread = error !== null
  useEffect(() => (isUnread ? onServerAnswers(() => void refetch()) : undefined), [isUnread, refetch])
  const removedIds = useRemovedTasks()
  const entries = useMemo(() => {
    const running = new Set(
      [...progressByTask]
        .filter(([, { endMs, unreadWords }]) => endMs !== null || unreadWords !== null)
        .map(([taskId]) => taskId),
    )
    // For a task in both lists the PENDING one, read more often, is newer.
    const rows = [...(listed?.tasks ?? []), ...(pending?.tasks ?? [])]
    return taskEntries({ submissions, lost, rows, running, removed: new Set(removedIds), me })
  }, [submissions, lost, progressByTask, pending, listed, removedIds, me])
  return {
    entries,
    error: error && asAppError(error),
    isKnown: listed !== undefined,
    removed: removedIds.length,
    bringBack: () => removedTasks.tasksBroughtBack(removedIds),
  }
}

function emptyWords({ isNarrowed, filter }: { isNarrowed: boolean; filter: Filter }): string {
  if (isNarrowed) return 'No task in this list matches. You can recover a task from the service by its full name.'
  return filter === 'all'
    ? 'Requests you send appear here, with their progress and results.'
    : 'No task is in this state.'
}

interface NextLookProps {
  nextLookMs: number | null
  contactLostMs: number | null
  /** The service asked for a pause until then. */
  busyUntilMs: number | null
  /** A direct call waits for its answer. */
  isHeld: boolean
  /** Nobody asks until somebody signs in again. */
  isSignedOut: boolean
}

/** When the service is asked next, and a button to ask now. Silent about a failed look: what was known stays. */
function NextLook({ nextLookMs, contactLostMs, busyUntilMs, isHeld, isSignedOut }: NextLookProps) {
  const tasks = useTaskActions()
  const nowMs = useClock(undefined, nextLookMs !== null || busyUntilMs !== null)
  const isBusy = busyUntilMs !== null && busyUntilMs > nowMs
  const lost = contactLostMs === null ? '' : `No contact since ${formatClock(contactLostMs)}. `
  return (
    <div className={styles.next}>
      <span data-tone={contactLostMs === null && !isBusy ? undefined : 'warn'}>
        {lost}
        {isBusy
          ? `The service asked us to wait ${formatCountdown(busyUntilMs - nowMs)}.`
          : isSignedOut
            ? 'Paused until you sign in again.'
            : nextWords(nextLookMs, nowMs, isHeld)}
      </span>
      <Button
        size="small"
        tone="quiet"
        icon={<RefreshCw />}
        aria-disabled={isBusy}
        onClick={() => void tasks.checkNow()}
      >
        Check now
      </Button>
    </div>
  )
}

function nextWords(nextLookMs: number | null, nowMs: number, isHeld: boolean): string {
  if (nextLookMs === null) return isHeld ? 'Waiting for a direct answer.' : 'Nothing is pending.'
  return nextLookMs <= nowMs ? 'Checking…' : `Next check in ${formatCountdown(nextLookMs - nowMs)}`
}

/** Switches desktop notices on and off. */
function DesktopSwitch() {
  const { isOn, refusal, toggled } = useDesktopNoticesSwitch()
  if (refusal)
    return (
      <IconButton
        size="small"
        aria-disabled
        label={`Desktop notices are not possible: ${refusal}. The tab title and the badge tell you instead.`}
        icon={<BellOff />}
      />
    )
  return (
    <IconButton
      size="small"
      aria-pressed={isOn}
      label="Notify on this desktop when a task ends"
      icon={isOn ? <Bell /> : <BellOff />}
      onClick={() => void toggled()}
    />
  )
}

interface Removal {
  readonly submissions: readonly Submission[]
  readonly taskIds: readonly string[]
  readonly words: string
}

/** Removes tasks from this list, and undoes it. */
function useRemoval(): { remove: (entries: readonly TaskEntry[]) => void; note: ReactNode } {
  const tasks = useTaskActions()
  const { mutate: takeAway } = useMutation(taskMutations.remove(tasks))
  const { mutate: putBack } = useMutation(taskMutations.restore(tasks))
  const [last, setLast] = useState<Removal | null>(null)

  const remove = (entries: readonly TaskEntry[]) => {
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
