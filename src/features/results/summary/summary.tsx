import { ScrollText } from 'lucide-react'
import { createPortal } from 'react-dom'
import { copyText } from '#src/data/copy-text.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { type SummarySection, summaryText } from '#src/domain/report/summary-sections.ts'
import { useUnits } from '#src/state/preferences.ts'
import { intend } from '#src/state/intents.ts'
import { currentVoyage, useCharter, useLimits } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { useSailing } from '../use-sailing.ts'
import { CopyButton } from '../table/copy-button.tsx'
import styles from './summary.module.css'
import { Fragment, useEffect, useMemo, useState } from 'react'
import { goodWeatherSections } from '#src/domain/report/good-weather-sheet.ts'
import type { Charter } from '#src/domain/voyage/charter/charter.ts'
import type { ComparedAnswers } from '#src/domain/report/comparison.ts'
import { isQuickStudy, studyAnswers } from '#src/data/workers/study-answers.ts'
import { type Studied, studied, type Study, type StudyKind } from '#src/domain/report/answer-study.ts'

const GoodWeatherPart = lazyPart(async () => (await import('./good-weather.tsx')).GoodWeatherSummary)

/** The passage in figures, and as text for a mail. @param tools where its button goes */
export function Summary({ answer, tools }: { answer: NamedAnswer; tools: HTMLElement | null }) {
  const units = useUnits()
  const charter = useCharter()
  const one = useOneAnswer(answer)
  const sections = useStudy('summary', one)
  const goodWeather = useStudy('good-weather', one, charter)
  if (!sections) return <WorkedOut />
  const copied = goodWeather ? [...goodWeatherSections(goodWeather), ...sections] : sections
  return (
    <>
      {tools &&
        createPortal(
          <span className={styles.actions}>
            <CopyButton
              label="Copy for e-mail"
              copy={() => copyText(summaryText(answer, currentVoyage(), copied, units))}
            />
            <Button
              size="small"
              icon={<ScrollText />}
              title="Good weather by the charter party"
              onClick={() => intend('open-dialog', 'charter')}
            >
              Good weather
            </Button>
          </span>,
          tools,
        )}
      {/* The keyboard can reach the tables to scroll. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.summary} role="region" aria-label="Summary of the passage" tabIndex={0}>
        {charter && goodWeather && <GoodWeatherPart answer={answer} charter={charter} report={goodWeather} />}
        {sections.map((section) => (
          <Section key={section.title} section={section} />
        ))}
      </div>
    </>
  )
}

/** Shown while figures take a moment. */
export const WorkedOut = () => (
  <p className={styles.none} role="status">
    Calculating…
  </p>
)

function Section({ section }: { section: SummarySection }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{section.title}</h3>
      <SectionTable section={section} />
    </section>
  )
}

export function SectionTable({ section: { title, head, rows } }: { section: SummarySection }) {
  return (
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
          <tr key={[name, ...cells].join('\t')}>
            <th scope="row">{name}</th>
            {cells.map((cell, column) => (
              <td key={head[column + 1] ?? column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Answers side by side, which of them is best in what, and what differs at the same places. */
export function Comparison({
  answer,
  compared,
  changesFrom = null,
}: {
  answer: NamedAnswer
  compared: readonly NamedAnswer[]
  /** The older answer whose changes are shown: they come first. */
  changesFrom?: NamedAnswer | null
}) {
  const answers = useMemo(() => [answer, ...compared] as const, [answer, compared])
  const found = useStudy('comparison', answers)
  if (!found) return <WorkedOut />
  const deltas = found.deltas.map((section) => <Section key={section.title} section={section} />)
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.summary} role="region" aria-label="Comparison of answers" tabIndex={0}>
      {changesFrom && <Headline answer={answer} before={changesFrom} />}
      {changesFrom && deltas}
      <section className={styles.compared}>
        <h3 className={styles.verdict}>{found.verdict}</h3>
        <SideBySide {...found} />
      </section>
      {!changesFrom && deltas}
    </div>
  )
}

/** All that changed since an older answer, in a sentence. */
function Headline({ answer, before }: { answer: NamedAnswer; before: NamedAnswer }) {
  const found = useStudy(
    'changes',
    useMemo(() => [answer, before] as const, [answer, before]),
  )
  return (
    <section className={styles.compared}>
      <h3 className={styles.verdict}>{found?.headline}</h3>
    </section>
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
 * @param charter for a study of good weather, which is null without one
 */
export function useStudy<K extends StudyKind>(
  kind: K,
  answers: Study['answers'],
  charter: Charter | null = null,
): Studied<K> | null {
  const limits = useLimits()
  const units = useUnits()
  const sailing = useSailing(answers[0], answers)
  const study = useMemo(
    (): Study => ({ answers, limits, units, sailing, charter }),
    [answers, limits, units, sailing, charter],
  )
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
