import { FilePlus2, Search } from 'lucide-react'
import { Fragment, type ReactNode, useEffect, useId } from 'react'
import type { BoardRow } from '#src/domain/library/board.ts'
import { formatCount, formatNumber, MISSING, unbroken } from '#src/domain/units/format.ts'
import { formatClock, formatUtcNear } from '#src/domain/units/time-text.ts'
import { useUnits } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { TextField } from '#src/ui/form/field.tsx'
import { whatHappened } from '#src/ui/messages.ts'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { hasSheet, useMedia, useScreenSize } from '#src/ui/page/use-media.ts'
import { BoardTable } from './board-table.tsx'
import { boardFilters, boardViewActions, useBoardView } from './board-view.ts'
import { aheadWords, filterWords, nextWords, titleOf } from './board-words.ts'
import styles from './board.module.css'
import { type BoardData, useBoard } from './use-board.ts'

interface BoardPageProps {
  /** The bar at the top of the page. */
  bar: ReactNode
  /** Draws the voyages that are under way; the chosen one stands out. */
  drawMap: (rows: readonly BoardRow[], chosenId: string | null) => ReactNode
  /** What becomes of requests that are under way here, by the voyage's id. */
  tasks: ReadonlyMap<string, string>
  /** Why a voyage could not be opened, and the like. */
  notices: ReactNode
  /** Buttons beside the search. */
  tools: (board: BoardData) => ReactNode
  onOpen: (id: string) => void
  onNew: () => void
  /** What can be done with a voyage besides opening it; null: nothing. */
  actions: ((row: BoardRow, isActive: boolean) => ReactNode) | null
  /** Plans the rest of a voyage that is under way. */
  rest: (row: BoardRow) => ReactNode
  /** The dialog of what was begun; null: none. */
  dialog: ReactNode
}

/** All voyages of the team: where they are on a map, and a list of them by what needs attention. */
export function BoardPage({
  bar,
  drawMap,
  tasks,
  notices,
  tools,
  onOpen,
  onNew,
  actions,
  rest,
  dialog,
}: BoardPageProps) {
  const board = useBoard()
  const { rows, nowMs, failure } = board
  const { chosenId } = useBoardView()
  const size = useScreenSize()
  const hasRoom = useMedia('(min-width: 1200px)')
  useTitle('Board – Fairway')
  return (
    <div className={styles.page} data-size={size}>
      {bar}
      <section className={styles.notices} aria-label="Notices">
        {notices}
        {failure && <LookFailure {...failure} onAgain={board.lookAgain} />}
        {board.isCut && (
          <Notice wide>The board shows the {formatNumber(3000)} voyages changed last. Search to find others.</Notice>
        )}
      </section>
      <main className={styles.list} aria-label="Voyages">
        <Tools board={board}>{tools(board)}</Tools>
        {rows !== null &&
          (rows.length > 0 ? (
            <BoardTable {...{ rows, nowMs, tasks, onOpen, actions }} asCards={hasSheet(size)} />
          ) : (
            <NoRows board={board} onNew={onNew} />
          ))}
      </main>
      {/* Nothing of it is begun before there are rows: making a map would hold them back. */}
      <div className={styles.map}>{(rows ?? failure) && drawMap(rows ?? noRows, chosenId)}</div>
      {hasRoom && rows && <Chosen row={rows.find(({ id }) => id === chosenId) ?? rows[0]} {...{ nowMs, rest }} />}
      {dialog}
    </div>
  )
}

const noRows: readonly BoardRow[] = []

/** More of the chosen voyage than its row has room for; at first of the one that needs attention most. */
function Chosen({ row, nowMs, rest }: Pick<BoardPageProps, 'rest'> & { row: BoardRow | undefined; nowMs: number }) {
  const units = useUnits()
  if (!row) return null
  const next = nextWords(row, units, nowMs)
  const ahead = aheadWords(row, units, nowMs)
  const facts: readonly (readonly [label: string, words: string])[] = [
    ['Ship', [row.ship || 'No ship given', row.voyageNumber && `Voy. ${row.voyageNumber}`].filter(Boolean).join(' · ')],
    ['Passage', [row.from, row.to].filter(Boolean).join(' – ')],
    ['Leaves', formatUtcNear(row.departureMs, nowMs)],
    ['Arrives', formatUtcNear(row.arrivalMs, nowMs)],
    ['Next', [next.main, next.more].filter(Boolean).join(', ')],
    ['Ahead', [ahead.main, ahead.more].filter(Boolean).join(': ')],
  ]
  return (
    <section className={styles.chosen} aria-label="Chosen voyage">
      <h2>{titleOf(row)}</h2>
      <dl>
        {facts.map(([label, words]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{words ? unbroken(words) : MISSING}</dd>
          </Fragment>
        ))}
      </dl>
      {row.note !== '' && (
        <p className={styles.noteText} title={row.note}>
          {row.note}
        </p>
      )}
      {row.state === 'under way' && !row.isArchived && rest(row)}
    </section>
  )
}

/** The ways to plan the rest of the chosen voyage anew. @param words from when that is, or why it cannot be */
export function RestWays({ words, children }: { words: string; children: ReactNode }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className={styles.rest}>
      <p id={id}>
        <strong>Rest of the voyage</strong>, {unbroken(words)}
      </p>
      {children}
    </div>
  )
}

function Tools({ board: { counts, rows, search: found }, children }: { board: BoardData; children: ReactNode }) {
  const { shown, search } = useBoardView()
  return (
    <div className={styles.tools}>
      <div className={styles.filters} role="group" aria-label="Show voyages">
        {boardFilters.map((filter) => (
          <button
            key={filter}
            type="button"
            className={styles.chip}
            aria-pressed={shown.includes(filter)}
            onClick={() => boardViewActions.toggled(filter)}
          >
            {filterWords[filter]}
            <span className={styles.count}>{counts[filter] === null ? '' : formatNumber(counts[filter])}</span>
          </button>
        ))}
      </div>
      <form className={styles.search} role="search" onSubmit={(event) => event.preventDefault()}>
        <Search aria-hidden="true" />
        <TextField
          label="Search voyages, ships, ports, numbers and notes"
          hideLabel
          type="search"
          placeholder="Search voyages, ships, ports, notes"
          value={search}
          onChange={({ target }) => boardViewActions.searched(target.value)}
        />
      </form>
      <span className="visually-hidden" role="status">
        {rows && found !== '' ? `${formatCount(rows.length, 'voyage')} found` : ''}
      </span>
      <div className={styles.buttons}>{children}</div>
    </div>
  )
}

/** Without an answer what was read last stays, and says from when it is. */
function LookFailure({ error, readMs, onAgain }: NonNullable<BoardData['failure']> & { onAgain: () => void }) {
  const isSearched = useBoardView().search.trim() !== ''
  const again = (
    <Button size="small" onClick={onAgain}>
      Try again
    </Button>
  )
  if (readMs === null) return <FailureNotice wide failure={error} actions={again} />
  return (
    <Notice wide tone="warn" actions={again}>
      {error.code === 'server-unreachable' || error.code === 'offline'
        ? 'The server does not answer.'
        : whatHappened(error.code)}{' '}
      The board is as it was at {formatClock(readMs)} and moves on with the clock; changes by others are not seen.
      {isSearched && ' Only that is searched.'}
    </Notice>
  )
}

/** Nothing to list: how voyages get here, or what was not found. */
function NoRows({ board: { search: query, hidden }, onNew }: { board: BoardData; onNew: () => void }) {
  const { shown } = useBoardView()
  if (hidden === null) return null
  if (hidden > 0)
    return (
      <div className={styles.empty}>
        <p>
          {query
            ? `“${query}” is found only in voyages that are not shown.`
            : `No voyage is ${orWords(shown.map((filter) => filterWords[filter].toLowerCase()))}.`}
        </p>
        <Button onClick={boardViewActions.allShown}>Show all voyages</Button>
      </div>
    )
  if (query)
    return (
      <div className={styles.empty}>
        <p>Nothing found for “{query}”. The search covers names, ships, ports, numbers and notes.</p>
        <Button onClick={() => boardViewActions.searched('')}>Clear the search</Button>
      </div>
    )
  return (
    <div className={styles.empty}>
      <h2>No voyages yet</h2>
      <p>
        Every voyage that the team draws or imports appears here by itself, with its ship, its schedule and the weather
        ahead.
      </p>
      <Button tone="primary" icon={<FilePlus2 />} onClick={onNew}>
        New voyage
      </Button>
    </div>
  )
}

const orWords = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? 'shown') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** The title of the browser's tab; the one before comes back with the page behind the board. */
function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => void (document.title = before)
  }, [title])
}
