import { useMemo } from 'react'
import { createPortal } from 'react-dom'
import { copyText } from '#src/data/copy-text.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type SummarySection, summarySections } from '#src/domain/voyage/summary-sections.ts'
import { summaryText } from '#src/domain/voyage/summary-text.ts'
import { currentVoyage, useLimits } from '#src/state/voyage.ts'
import { CopyButton } from './copy-button.tsx'
import tableStyles from './data-table.module.css'
import styles from './summary.module.css'

/** The passage in figures, and as text for a mail. @param tools where its button goes */
export function Summary({ answer, tools }: { answer: Answer; tools: HTMLElement | null }) {
  const limits = useLimits()
  const sections = useMemo(() => summarySections(answer.columns, limits), [answer, limits])
  return (
    <div className={styles.summary}>
      {tools && createPortal(<CopyButton label="Copy for a mail" copy={() => copyText(summaryText(answer, currentVoyage()))} />, tools)}
      {sections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </div>
  )
}

export function Section({ section: { title, head, rows } }: { section: SummarySection }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <table className={tableStyles.table} aria-label={title}>
        {head.length > 0 && (
          <thead>
            <tr>
              {head.map((words, column) => (
                <th key={words} scope="col">{words || <span className="visually-hidden">{column === 0 ? 'What' : ''}</span>}</th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={head[column + 1] ?? column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
