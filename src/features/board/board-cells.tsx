import { CircleAlert, CircleCheck, CircleQuestionMark, NotebookPen, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { BoardRow } from '#src/domain/library/board.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import {
  ageWords,
  type AheadTone,
  aheadTone,
  aheadWords,
  type CellWords,
  deskWords,
  nextWords,
  overWords,
  placeWords,
  shipLine,
  titleOf,
} from './board-words.ts'
import styles from './board.module.css'

/** A row with all that its cells need, so that a cell is drawn anew only when one of them changes. */
export interface ShownRow {
  readonly row: BoardRow
  readonly nowMs: number
  readonly units: Units
  /** The state of its task in a word; null: none is under way here. */
  readonly task: string | null
  readonly isChosen: boolean
  /** Is it the one row in the order of Tab? */
  readonly isActive: boolean
  readonly onOpen: (id: string) => void
}

function TwoLines({ main, more, tone }: { main: ReactNode; more: ReactNode; tone?: string | undefined }) {
  return (
    <span className={styles.two} data-tone={tone}>
      <span className={styles.main}>{main}</span>
      <span className={styles.more}>{more}</span>
    </span>
  )
}

/** Words that may be cut by their column are told in full on hovering. */
const Words = ({ main, more }: CellWords) => (
  <TwoLines main={<span title={main}>{main}</span>} more={<span title={more || undefined}>{more}</span>} />
)

/** Its name, a link: it can be opened in another tab too. */
export function VoyageCell({ row, isActive, onOpen }: ShownRow) {
  const title = titleOf(row)
  const ship = shipLine(row)
  return (
    <TwoLines
      main={
        <>
          <a
            href={`/v/${row.id}`}
            data-cell="name"
            tabIndex={isActive ? 0 : -1}
            className={styles.name}
            title={[title, row.voyageNumber && `Voy. ${row.voyageNumber}`].filter(Boolean).join(' · ')}
            onClick={(event) => {
              event.stopPropagation()
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
              event.preventDefault()
              onOpen(row.id)
            }}
          >
            {title}
          </a>
          {row.note !== '' && (
            <span className={styles.note} title={row.note} role="img" aria-label={`Shift note: ${row.note}`}>
              <NotebookPen aria-hidden="true" />
            </span>
          )}
        </>
      }
      more={<span title={ship}>{ship}</span>}
    />
  )
}

/** Coarse, with the whole position on hovering. */
export function PlaceCell({ row, units, nowMs }: ShownRow) {
  const { main, more } = placeWords(row, units, nowMs)
  const title = row.place ? formatPosition(row.place.position, units.position) : main
  return <TwoLines main={<span title={title}>{main}</span>} more={<span title={more}>{more}</span>} />
}

export const NextCell = ({ row, units, nowMs }: ShownRow) => <Words {...nextWords(row, units, nowMs)} />

const toneIcons: Readonly<Record<AheadTone, typeof CircleAlert>> = {
  limit: CircleAlert,
  caution: TriangleAlert,
  ok: CircleCheck,
  unknown: CircleQuestionMark,
}

/** The worst to come: shape, word and colour, and what it is and when. */
export function AheadCell({ row, units, nowMs }: ShownRow) {
  const tone = aheadTone(row)
  const Icon = toneIcons[tone]
  const { main, more } = aheadWords(row, units, nowMs)
  return (
    <TwoLines
      tone={tone}
      main={
        <>
          <span className={styles.state} title={main}>
            <Icon aria-hidden="true" />
            {main}
          </span>
          {row.isSynthetic && (
            <span className={styles.synthetic} title={SYNTHETIC_LABEL}>
              synthetic
            </span>
          )}
        </>
      }
      more={<span title={more}>{more}</span>}
    />
  )
}

export const OverCell = ({ row }: ShownRow) => <Words {...overWords(row)} />

/** How old the answer is, whether the next is due, and what becomes of it. */
export function AgeCell({ row, nowMs, task }: ShownRow) {
  const { main, more, title } = ageWords(row, nowMs)
  return (
    <TwoLines
      main={<span title={title}>{main}</span>}
      more={
        <>
          {task !== null && <span className={styles.task}>{task}</span>}
          {task === null && more && (
            <span className={styles.due} title={`Refresh ${more}`}>
              {`refresh ${more}`}
            </span>
          )}
        </>
      }
    />
  )
}

export const DeskCell = ({ row }: ShownRow) => <Words {...deskWords(row)} />
