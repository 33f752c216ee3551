import { createPortal } from 'react-dom'
import { copyText } from '#src/data/copy-text.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { type SummarySection, summaryText } from '#src/domain/report/summary-sections.ts'
import { useUnits } from '#src/state/units.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { CopyButton } from '../table/copy-button.tsx'
import tableStyles from '../table/data-table.module.css'
import styles from './summary.module.css'
import { useOneAnswer, useStudy } from './use-study.ts'

/** The passage in figures, and as text for a mail. @param tools where its button goes */
export function Summary({ answer, tools }: { answer: NamedAnswer; tools: HTMLElement | null }) {
  const units = useUnits()
  const sections = useStudy('summary', useOneAnswer(answer))
  if (!sections) return <WorkedOut />
  return (
    <>
      {tools &&
        createPortal(
          <CopyButton
            label="Copy for a mail"
            copy={() => copyText(summaryText(answer, currentVoyage(), sections, units))}
          />,
          tools,
        )}
      <Sections label="Summary of the passage" sections={sections} />
    </>
  )
}

/** Tables side by side; the keyboard gets among them to scroll. */
export function Sections({ label, sections }: { label: string; sections: readonly SummarySection[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.summary} role="region" aria-label={label} tabIndex={0}>
      {sections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </div>
  )
}

/** Stands for figures that take a moment. */
export const WorkedOut = () => (
  <p className={tableStyles.none} role="status">
    Working out the figures of every sample…
  </p>
)

function Section({ section: { title, head, rows } }: { section: SummarySection }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <table className={tableStyles.table} aria-label={title}>
        {head.length > 0 && (
          <thead>
            <tr>
              {head.map((words, column) => (
                <th key={words} scope="col">
                  {words || <span className="visually-hidden">{column === 0 ? 'What' : ''}</span>}
                </th>
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
