import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { boardQueries } from '#src/data/library/board-queries.ts'
import { changeBeside } from '#src/data/library/change-beside.ts'
import { entryCalls } from '#src/data/library/library-calls.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { loadVoyage } from '#src/data/voyages/voyages.ts'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { type Beside, bothNotes } from '#src/domain/library/beside.ts'
import { plainNote } from '#src/domain/library/voyage-head.ts'
import type { BoardRow } from '#src/domain/library/board.ts'
import { planRefresh, type RefreshPlan, type RefreshRequest } from '#src/domain/library/refresh-due.ts'
import type { EntryState } from '#src/domain/library/wire.ts'
import { servedWindow } from '#src/domain/metocean/coverage.ts'
import { allowanceLeft, usageWords } from '#src/domain/metocean/daily-usage.ts'
import { MAX_POINTS } from '#src/domain/route/route.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import {
  EntryDialog,
  type EntryWork,
  NoteDialog,
  RefreshDialog,
  ReportDialog,
} from '#src/features/board/board-dialogs.tsx'
import { failureWords, titleOf } from '#src/features/board/board-words.ts'
import { joinTeam } from '../voyage/library.ts'
import { session } from '../voyage/session.ts'

const calls = entryCalls('voyage')

/** What is done with the voyages of the board without opening one. */
export type BoardWork =
  | { readonly kind: 'note'; readonly row: BoardRow }
  | { readonly kind: 'report'; readonly row: BoardRow }
  | { readonly kind: EntryWork; readonly row: BoardRow }
  | { readonly kind: 'refresh'; readonly rows: readonly BoardRow[] }

interface BoardWorkDialogProps {
  work: BoardWork
  nowMs: number
  onClose: () => void
}

/** Its dialog, joined to the library and to the tasks. */
export function BoardWorkDialog({ work, nowMs, onClose }: BoardWorkDialogProps) {
  const change = useBesideChange()
  const changeEntry = useEntryChange()
  if (work.kind === 'refresh') return <Refresh rows={work.rows} {...{ nowMs, onClose }} />
  const { row } = work
  if (work.kind === 'report')
    return (
      <ReportDialog
        row={row}
        nowMs={nowMs}
        onClose={onClose}
        onSave={(reported) => change(row.id, () => ({ reported }))}
      />
    )
  if (work.kind !== 'note') {
    const { kind } = work
    return <EntryDialog row={row} work={kind} onClose={onClose} onSave={() => changeEntry(kind, row.id)} />
  }
  // Whoever wrote another note meanwhile is not overwritten.
  const noted = (note: string) =>
    change(row.id, (beside) => ({
      note: plainNote(beside.note) === row.note ? note : bothNotes(note, beside.note),
    }))
  return <NoteDialog row={row} onClose={onClose} onSave={noted} />
}

function useBesideChange() {
  const told = useTold()
  return async (id: string, change: (beside: Beside) => Partial<Beside>): Promise<void> =>
    told(await changeBeside(calls, id, change))
}

/** Archives a voyage, takes it back or removes it, as it is now. */
function useEntryChange() {
  const told = useTold()
  return async (work: EntryWork, id: string): Promise<void> => {
    const entry = await calls.read(id)
    const { rev } = entry
    if (work === 'remove') {
      await calls.remove(id, rev)
      return told({ id, rev: rev + 1 }) // which nobody has: it is found gone
    }
    const isThere = (entry.archivedAt !== null) === (work === 'archive') // somebody was quicker
    if (isThere) return told(entry)
    told(await (work === 'archive' ? calls.archive(id, rev) : calls.save(id, rev, entry.document, { restores: true })))
  }
}

/** The board looks again, and where this browser has the voyage too, it hears of it now. */
function useTold() {
  const { client } = useTaskActions()
  return ({ id, rev }: Pick<EntryState, 'id' | 'rev'>): void => {
    void client.invalidateQueries({ queryKey: boardQueries.root() })
    void joinTeam().then(({ sync }) => sync.heard(id, rev))
  }
}

function Refresh({ rows, nowMs, onClose }: Omit<BoardWorkDialogProps, 'work'> & { rows: readonly BoardRow[] }) {
  const { data: about = null } = useQuery(aboutQuery())
  const tasks = useTaskActions()
  const { mutateAsync: submit } = useMutation(taskMutations.submit(tasks))
  const [read, setRead] = useState<{ plan: RefreshPlan | null; failure: AppError | null }>({
    plan: null,
    failure: null,
  })
  // Once: what is due when the dialog opens is what it is about.
  useEffect(() => {
    const state = { gone: false }
    const bounds = {
      served: servedWindow(about, nowMs),
      mostPoints: Math.min(MAX_POINTS, about?.limits.points ?? MAX_POINTS),
      allowance: allowanceLeft(about?.usage, nowMs),
      nowMs,
    }
    void readDue(rows).then(
      ({ voyages, unread }) => {
        const plan = planRefresh(voyages, bounds)
        if (!state.gone) setRead({ plan: { ...plan, leftOut: [...plan.leftOut, ...unread] }, failure: null })
      },
      (error: unknown) => {
        if (!state.gone) setRead({ plan: null, failure: asAppError(error) })
      },
    )
    return () => void (state.gone = true)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <RefreshDialog
      {...read}
      due={rows.length}
      usage={usageWords(about?.usage, nowMs)}
      onClose={onClose}
      onSend={async () => {
        for (const request of read.plan?.requests ?? []) await submit(draftOf(request))
        void tasks.client.invalidateQueries({ queryKey: aboutQuery().queryKey })
      }}
    />
  )
}

const draftOf = ({ parts, ...asked }: RefreshRequest) => ({
  ...asked,
  parts,
  slug: new Set(parts.map(({ voyageId }) => voyageId)).size === 1 ? (parts[0]?.voyageName ?? '') : 'refresh',
  // It is followed to its end also where this page is closed before.
  mode: 'async' as const,
  receiveMail: false,
  email: null,
})

/**
 * The voyages as the library has them, brought into this browser, which will receive their answers.
 * @throws AppError where the library does not answer at all
 */
async function readDue(rows: readonly BoardRow[]) {
  const { sync } = await joinTeam()
  await session.flush()
  const voyages: Voyage[] = []
  const unread: { id: string; name: string; reason: string }[] = []
  for (const row of rows) {
    const { id, rev } = row
    try {
      await sync.bring(id)
      await sync.heard(id, rev)
      const kept = await loadVoyage(id)
      if (kept) voyages.push(kept.voyage)
    } catch (error) {
      const failure = asAppError(error)
      if (!['voyage-newer', 'voyage-unreadable', 'not-found'].includes(failure.code)) throw error
      unread.push({ id, name: titleOf(row), reason: failureWords(failure.code) })
    }
  }
  return { voyages, unread }
}
