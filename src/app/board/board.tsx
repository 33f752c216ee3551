import { useQuery } from '@tanstack/react-query'
import { Ellipsis, RefreshCw } from 'lucide-react'
import { type ComponentProps, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { type BoardRow, noRestWords } from '#src/domain/library/board.ts'
import { rightsOf, VIEWER_WORDS } from '#src/domain/tasks/rights.ts'
import { cardOf } from '#src/domain/tasks/card.ts'
import { askedMs, isFinal, surveyOf } from '#src/domain/tasks/submission.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatUtcNear } from '#src/domain/units/time-text.ts'
import { type RestWork, restWork, restWorks } from '#src/domain/voyage/rest-beside.ts'
import { BoardPage, RestWays } from '#src/features/board/board-page.tsx'
import { boardViewActions } from '#src/features/board/board-view.ts'
import { titleOf } from '#src/features/board/board-words.ts'
import { useClock } from '#src/state/clock.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { leaveBoard, showAddress } from '../address.ts'
import { useOverOnceAnswered } from '../attempt.ts'
import { OtherVoyageNotices } from '../voyage/voyage-notices.tsx'
import { useBegunVoyage } from '../voyage/use-sample-voyage.ts'
import { session } from '../voyage/session.ts'
import { BoardBar } from './board-bar.tsx'
import { sailOn } from './sail-on.ts'
import type { EntryWork } from '#src/features/board/board-dialogs.tsx'
import type { BoardWork } from './board-work.tsx'

/** Loaded beside the list, which does not wait for it. */
const FleetMapPart = lazyPart(async () => (await import('#src/features/map/fleet/fleet-map.tsx')).FleetMap)

const BoardWorkPart = lazyPart(async () => (await import('./board-work.tsx')).BoardWorkDialog)

/** The board joined to the app: its map, the voyages it opens, and what becomes of their requests. */
export function Board({ hasVoyage }: { hasVoyage: boolean }) {
  const { data: about = null } = useQuery(aboutQuery())
  const tasks = useTaskWords()
  const nowMs = useClock(MINUTE_MS)
  const [work, setWork] = useState<BoardWork | null>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useOverOnceAnswered(failure, () => setFailure(null))
  const { maySend, mayRemove } = rightsOf(about)
  const begun = useBegunVoyage()

  const open = async (id: string): Promise<boolean> => {
    // Before a voyage was ever shown there is no session to open one: it begins with the address.
    if (hasVoyage && !(await session.open(id))) return false
    showAddress(id, 'opens')
    begun()
    return true
  }
  const attempt = (work: () => Promise<unknown>): void => {
    setFailure(null)
    setProblem(null)
    void work().catch((error: unknown) => setFailure(asAppError(error)))
  }
  const onOpen = (id: string) => attempt(() => open(id))
  const onSailOn: SailOn = (row, next) => attempt(async () => setProblem(await sailOn(row, next, open)))
  const onNew = () =>
    attempt(async () => {
      await session.begin(hasVoyage ? 'opens' : 'follows')
      showAddress(null, 'opens')
      begun()
    })
  // A part of every row, which is drawn anew only when this changes.
  const latest = useRef({ onOpen, onSailOn })
  useEffect(() => void (latest.current = { onOpen, onSailOn }))
  const actions = useCallback(
    (row: BoardRow, isActive: boolean) => (
      <RowMenu
        {...{ row, isActive, maySend, mayRemove, nowMs }}
        onOpen={(id) => latest.current.onOpen(id)}
        onSailOn={(which, next) => latest.current.onSailOn(which, next)}
        onStart={setWork}
      />
    ),
    [maySend, mayRemove, nowMs],
  )
  return (
    <BoardPage
      bar={<BoardBar about={about} onBack={hasVoyage ? leaveBoard : null} onNew={onNew} />}
      drawMap={(rows, chosenId) => <LaterMap {...{ rows, chosenId, onOpen }} />}
      tasks={tasks}
      notices={
        <>
          <OtherVoyageNotices onBoard />
          {failure && (
            <FailureNotice
              wide
              failure={failure}
              actions={
                <Button size="small" onClick={() => setFailure(null)}>
                  Dismiss
                </Button>
              }
            />
          )}
          {problem !== null && (
            <Notice
              wide
              tone="warn"
              actions={
                <Button size="small" onClick={() => setProblem(null)}>
                  Dismiss
                </Button>
              }
            >
              {problem}
            </Notice>
          )}
        </>
      }
      rest={(row) => {
        const { words, isReady } = restOf(row, nowMs)
        return (
          <RestWays words={maySend ? words : VIEWER_WORDS}>
            {restWorks.map((next) => (
              <Button key={next} size="small" disabled={!isReady || !maySend} onClick={() => onSailOn(row, next)}>
                {restWork[next]}
              </Button>
            ))}
          </RestWays>
        )
      }}
      tools={({ rows }) => <RefreshButton {...{ rows, maySend }} onStart={setWork} />}
      onOpen={onOpen}
      onNew={onNew}
      actions={actions}
      dialog={work && <BoardWorkPart key={work.kind} work={work} nowMs={nowMs} onClose={() => setWork(null)} />}
    />
  )
}

interface RefreshButtonProps {
  rows: readonly BoardRow[] | null
  maySend: boolean
  onStart: (work: BoardWork) => void
}

/** From the end of a request its outlook is on the board within this, if it has any. */
const OUTLOOK_MS = 5 * MINUTE_MS

/** Asks for every voyage in sight whose answer is due, if this desk has not asked for it already. */
function RefreshButton({ rows, maySend, onStart }: RefreshButtonProps) {
  const { submissions } = useTasks()
  const nowMs = useClock(MINUTE_MS)
  const asked = useMemo(() => {
    const awaited = submissions.filter(
      (one) =>
        !surveyOf(one) && (!isFinal(one) || (one.state === 'done' && nowMs - (one.finishedMs ?? 0) < OUTLOOK_MS)),
    )
    const newest = new Map<string, number>()
    for (const one of awaited)
      for (const { voyageId } of one.parts)
        newest.set(voyageId, Math.max(askedMs(one), newest.get(voyageId) ?? -Infinity))
    return newest
  }, [submissions, nowMs])
  const isAsked = ({ id, askedMs: before }: BoardRow) => (asked.get(id) ?? -Infinity) > (before ?? 0)
  const due = rows?.filter((row) => row.isDue && !row.isArchived && !isAsked(row)) ?? []
  const title = maySend ? (due.length === 0 ? 'No answer is due' : undefined) : VIEWER_WORDS
  return (
    <Button
      icon={<RefreshCw />}
      disabled={due.length === 0 || !maySend}
      title={title}
      onClick={() => onStart({ kind: 'refresh', rows: due })}
    >
      Refresh what is due{due.length > 0 && ` (${formatNumber(due.length)})`}
    </Button>
  )
}

/** Plans the rest of a voyage from her last report. */
type SailOn = (row: BoardRow, work: RestWork) => void

/** From when, or why not. */
function restOf(row: BoardRow, nowMs: number): { readonly words: string; readonly isReady: boolean } {
  const problem = noRestWords(row, nowMs)
  return { words: problem ?? `from ${formatUtcNear(row.report?.timeMs, nowMs)}`, isReady: problem === null }
}

interface RowMenuProps {
  row: BoardRow
  /** Is it the row in the order of Tab? */
  isActive: boolean
  maySend: boolean
  mayRemove: boolean
  nowMs: number
  onOpen: (id: string) => void
  onSailOn: SailOn
  onStart: (work: BoardWork) => void
}

/** What can be done with a voyage without opening it first. */
function RowMenu({ row, isActive, maySend, mayRemove, nowMs, onOpen, onSailOn, onStart }: RowMenuProps) {
  const { isArchived } = row
  const rest = row.state === 'under way' && !isArchived ? restOf(row, nowMs) : null
  const item = (kind: 'note' | 'report' | EntryWork, label: string) => ({
    label,
    disabled: !maySend,
    onSelect: () => onStart({ kind, row }),
  })
  const label = `More for ${titleOf(row)}`
  const note = maySend ? null : 'Viewers can see the board but not change it.'
  return (
    <Menu
      trigger={<IconButton size="small" label={label} icon={<Ellipsis />} tabIndex={isActive ? 0 : -1} />}
      label={label}
      note={note}
      headings={rest ? [null, `Rest of the voyage, ${rest.words}`] : []}
      groups={[
        [{ label: 'Open', onSelect: () => onOpen(row.id) }],
        ...(rest
          ? [
              restWorks.map((next) => ({
                label: restWork[next],
                disabled: !rest.isReady || !maySend,
                onSelect: () => onSailOn(row, next),
              })),
            ]
          : []),
        ...(isArchived ? [] : [[item('note', 'Shift note…'), item('report', 'Report position…')]]),
        isArchived
          ? [item('restore', 'Take back…'), ...(mayRemove ? [item('remove', 'Remove for good…')] : [])]
          : [item('archive', 'Archive…')],
      ]}
    />
  )
}

/** The map is made once the list is on the screen: making it takes longer than drawing the list. */
function LaterMap(props: Omit<ComponentProps<typeof FleetMapPart>, 'onChoose'>) {
  const [isTime, setTime] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setTime(true)))
    return () => cancelAnimationFrame(frame)
  }, [])
  return isTime ? <FleetMapPart {...props} onChoose={boardViewActions.chosen} /> : null
}

/** What becomes of each voyage's newest request that this browser follows: `Running`, `Waiting`. */
function useTaskWords(): ReadonlyMap<string, string> {
  const { submissions, progressByTask, lost, contactLostMs, nextLookMs } = useTasks()
  const nowMs = useClock(MINUTE_MS)
  return useMemo(() => {
    const words = new Map<string, string>()
    for (const submission of submissions) {
      if (isFinal(submission)) continue
      const { word } = cardOf(submission, {
        taskProgress: progressByTask.get(submission.taskId ?? '') ?? null,
        nowMs,
        contactLostMs,
        nextLookMs,
        retryMs: null,
        lost: lost.has(submission.id),
        candidates: 0,
      })
      for (const { voyageId } of submission.parts) if (!words.has(voyageId)) words.set(voyageId, word)
    }
    return words
  }, [submissions, progressByTask, lost, contactLostMs, nextLookMs, nowMs])
}
