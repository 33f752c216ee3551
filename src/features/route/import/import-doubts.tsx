import type { DoubtWay, ImportCandidate, WayOut } from '#src/domain/formats/candidates.ts'
import { type Doubt, DOUBTFUL_GAP_MS, DOUBTFUL_KN } from '#src/domain/formats/track-doubts.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import styles from './import-dialog.module.css'

interface ImportDoubtsProps {
  /** With its doubts, as it came from the file. */
  candidate: ImportCandidate
  way: DoubtWay
  onChosen: (way: DoubtWay) => void
}

/** Where a track's times ask for what no ship does, and how to take them; nothing for a sound track. */
export function ImportDoubts({ candidate: { doubts }, way, onChosen }: ImportDoubtsProps) {
  if (!doubts) return null
  const words = doubts.found.map(doubtWords)
  if (doubts.ways.length === 1) return <Notice>{[...words, 'Its times are not used.'].join(' ')}</Notice>
  return (
    <fieldset className={styles.choices}>
      <legend>Its times are doubtful. How should it be used?</legend>
      <ul className={styles.notes}>
        {words.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {doubts.ways.map((one) => (
        <label key={one.way} className={styles.choice}>
          <input type="radio" name="way" checked={one.way === way} onChange={() => onChosen(one.way)} />
          <span>{wayLabel(one)}</span>
          <small>{wayMeans(one)}</small>
        </label>
      ))}
    </fieldset>
  )
}

function doubtWords({ kind, count, first }: Doubt): string {
  const point = `point ${formatNumber(first + 1)}`
  const [many, places] = [count > 1, formatCount(count, 'point')]
  const days = formatNumber(DOUBTFUL_GAP_MS / DAY_MS)
  switch (kind) {
    case 'equal':
      return `All ${formatCount(count + 1, 'time')} are the same.`
    case 'old':
      return 'Its times lie before 1980.'
    case 'late':
      return many ? `Times at ${places} lie after 2059.` : `The time at ${point} lies after 2059.`
    case 'reversed':
      return 'The times run backwards.'
    case 'backwards':
      return many ? `The time goes back at ${places}, first at ${point}.` : `The time goes back at ${point}.`
    case 'gap':
      return many
        ? `More than ${days} days lie before ${places}, first before ${point}.`
        : `More than ${days} days lie before ${point}.`
    case 'fast':
      return many
        ? `The ship would sail at more than ${DOUBTFUL_KN} kn to ${places}, first to ${point}.`
        : `The ship would sail at more than ${DOUBTFUL_KN} kn to ${point}.`
  }
}

function wayLabel({ way, leftOut }: WayOut): string {
  switch (way) {
    case 'reverse':
      return leftOut === 0 ? 'Reverse the order' : `Reverse the order and leave out ${formatCount(leftOut, 'point')}`
    case 'leave-out':
      return `Leave out ${formatCount(leftOut, 'point')}`
    case 'no-times':
      return 'Use without times'
    case 'as-is':
      return 'Use as in the file'
  }
}

function wayMeans({ way }: WayOut): string {
  switch (way) {
    case 'reverse':
      return 'the times then rise from the first point to the last'
    case 'leave-out':
      return 'the others keep their times'
    case 'no-times':
      return 'departure and speed of the voyage apply'
    case 'as-is':
      return 'with all its times'
  }
}
