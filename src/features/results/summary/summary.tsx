import { createPortal } from 'react-dom'
import { copyText } from '#src/data/copy-text.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { type SummarySection, summaryText } from '#src/domain/report/summary-sections.ts'
import { useUnits } from '#src/state/preferences.ts'
import { currentVoyage, useLimits } from '#src/state/voyage.ts'
import { useSailing } from '../use-sailing.ts'
import { CopyButton } from '../table/copy-button.tsx'
import styles from './summary.module.css'
import { Fragment, useEffect, useMemo, useState } from 'react'
import type { ComparedAnswers } from '#src/domain/report/comparison.ts'
import { isQuickStudy, studyAnswers } from '#src/data/workers/study-answers.ts'
import { type Studied, studied, type Study, type StudyKind } from '#src/domain/report/answer-study.ts'

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
            label="Copy for e-mail"
            copy={() => copyText(summaryText(answer, currentVoyage(), sections, units))}
          />,
          tools,
        )}
      <Sections label="Summary of the passage" sections={sections} />
    </>
  )
}

/** Tables side by side; the keyboard can reach them to scroll. */
function Sections({ label, sections }: { label: string; sections: readonly SummarySection[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.summary} role="region" aria-label={label} tabIndex={0}>
      {sections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </div>
  )
}

/** Shown while figures take a moment. */
export const WorkedOut = () => (
  <p className={styles.none} role="status">
    Calculating…
  </p>
)

function Section({ section: { title, head, rows } }: { section: SummarySection }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <table className={styles.table} aria-label={title}>
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

/** Answers side by side, which of them is best in what, and what differs at the same places. */
export function Comparison({ answer, compared }: { answer: NamedAnswer; compared: readonly NamedAnswer[] }) {
  const answers = useMemo(() => [answer, ...compared] as const, [answer, compared])
  const found = useStudy('comparison', answers)
  if (!found) return <WorkedOut />
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.summary} role="region" aria-label="Comparison of answers" tabIndex={0}>
      <section className={styles.compared}>
        <h3 className={styles.verdict}>{found.verdict}</h3>
        <SideBySide {...found} />
      </section>
      {found.deltas.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </div>
  )
}

/** A row a figure, a column an answer with its difference; the best of a row has that word, not only its weight. */
function SideBySide({ names, rows }: Pick<ComparedAnswers, 'names' | 'rows'>) {
  const [shown = '', ...others] = names
  return (
    <table className={styles.table} aria-label="Side by side">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">What</span>
          </th>
          <th scope="col" title={shown}>
            {shown}
          </th>
          {others.map((name) => (
            <Fragment key={name}>
              <th scope="col" title={name}>
                {name}
              </th>
              <th scope="col" aria-label={`${shown} minus ${name}`} title={`${shown} minus ${name}`}>
                Difference
                <small>first minus this</small>
              </th>
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map(({ text, best, difference }, index) => (
              <Fragment key={names[index]}>
                <td data-best={best ?? undefined}>
                  {text} {best && <span className={styles.best}>{best === 'known' ? 'best known' : 'best'}</span>}
                </td>
                {index > 0 && (
                  <td className={styles.difference}>
                    {difference && difference.way !== 'same' && (
                      <span aria-hidden="true">{difference.way === 'more' ? '▲' : '▼'}</span>
                    )}
                    {difference?.text}
                  </td>
                )}
              </Fragment>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/**
 * The findings of a study by the present limits and units. Those of a large answer come a moment later, and are null
 * until then. When limits or units change, the old findings stay until the new ones come.
 * @param answers must be stable while they are the same
 */
export function useStudy<K extends StudyKind>(kind: K, answers: Study['answers']): Studied<K> | null {
  const limits = useLimits()
  const units = useUnits()
  const sailing = useSailing(answers[0])
  const study = useMemo((): Study => ({ answers, limits, units, sailing }), [answers, limits, units, sailing])
  const quick = useMemo(() => (isQuickStudy(study) ? studied(kind, study) : null), [kind, study])
  const [slow, setSlow] = useState<{ answers: Study['answers']; found: Studied<K> } | null>(null)
  useEffect(() => {
    if (isQuickStudy(study)) return
    const controller = new AbortController()
    void studyAnswers(kind, study, controller.signal).then(
      (found) => !controller.signal.aborted && setSlow({ answers: study.answers, found }),
      () => undefined, // given up: another study is on its way
    )
    return () => controller.abort()
  }, [kind, study])
  return quick ?? (slow?.answers === answers ? slow.found : null)
}

/** One answer, as all there is to study. */
export const useOneAnswer = (answer: NamedAnswer): Study['answers'] => useMemo(() => [answer], [answer])
