import { useEffect, useRef } from 'react'
import type { AppError } from '#src/domain/errors.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { RoutePanel } from '#src/features/route/route-panel.tsx'
import { RouteTabLabel } from '#src/features/route/checks/route-checks.tsx'
import { RouteTools } from '#src/features/route/route-tools.tsx'
import { ScheduleFields } from '#src/features/route/schedule/schedule-fields.tsx'
import { ShipFields } from '#src/features/settings/ship-fields.tsx'
import { useClock } from '#src/state/clock.ts'
import { type PlanTab, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { Tabs } from '#src/ui/overlay/tabs.tsx'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'
import { FirstRun } from '../help/first-run.tsx'
import { ImportAreasPart, ImportDialogPart, PlanRequestPart } from '../parts.tsx'
import { useImport } from '../voyage/use-import.ts'
import { useSampleVoyage } from '../voyage/use-sample-voyage.ts'
import { VoyageNotices } from '../voyage/voyage-notices.tsx'
import styles from './plan.module.css'

/** The Plan panel: when and how fast, then the route and the request as tabs. */
export function Plan({ about, onShow }: { about: About | null; onShow: (key: string) => void }) {
  const tab = usePreference('planTab')
  const { preferenceChosen } = usePreferenceActions()
  const {
    reading,
    readingStopped,
    preview,
    failure,
    done,
    fileChosen,
    candidateUsed,
    areasUsed,
    columnsAssigned,
    dismissed,
  } = useImport()
  const panel = useFocusKept(done)
  const sample = useSampleVoyage()
  const nowMs = useClock(60_000)
  const sheet = hasSheet(useScreenSize()) // its tabs choose between the two
  return (
    <div ref={panel} className={styles.plan}>
      <VoyageNotices />
      <div className={styles.voyage}>
        <ScheduleFields />
        <ShipFields />
      </div>
      {reading && (
        <div className={styles.reading}>
          <span role="status">Reading {reading.fileName}…</span>
          <progress value={reading.fraction || undefined} max={1} aria-label={`Reading ${reading.fileName}`} />
          <Button size="small" onClick={readingStopped}>
            Stop reading
          </Button>
        </div>
      )}
      {failure && <ImportFailure {...failure} onDismiss={dismissed} />}
      <Tabs
        label="Plan"
        value={tab}
        onChange={(value) => preferenceChosen({ planTab: value as PlanTab })}
        listHidden={sheet}
        tabs={[
          {
            value: 'route',
            label: <RouteTabLabel />,
            tools: <RouteTools onImport={fileChosen} />,
            content: <RoutePanel onImport={fileChosen} sample={sample} />,
          },
          { value: 'request', label: 'Request', content: <PlanRequestPart about={about} onShow={onShow} /> },
        ]}
      />
      <p role="status" className="visually-hidden">
        {done}
      </p>
      <FirstRun />
      {preview?.result.areas && (
        <ImportAreasPart result={preview.result} areas={preview.result.areas} onUse={areasUsed} onCancel={dismissed} />
      )}
      {preview && !preview.result.areas && (
        <ImportDialogPart
          result={preview.result}
          origin={preview.origin}
          isStale={preview.isStale}
          nowMs={nowMs}
          onAssigned={columnsAssigned}
          onUse={candidateUsed}
          onCancel={dismissed}
        />
      )}
    </div>
  )
}

interface ImportFailureProps {
  fileName: string
  error: AppError
  onDismiss: () => void
}

/** Why a file was not read. One that only waits for a part of Fairway is kept, and read when the server answers. */
function ImportFailure({ fileName, error: { code, detail }, onDismiss }: ImportFailureProps) {
  const waits = code === 'part-not-loaded'
  return (
    <Notice
      tone={waits ? 'warn' : 'alarm'}
      actions={
        <Button size="small" onClick={onDismiss}>
          {waits ? 'Forget the file' : 'Dismiss'}
        </Button>
      }
    >
      {waits
        ? `“${fileName}” is not read yet: a part of Fairway could not be loaded. The file is kept and read as soon as Fairway’s server answers.`
        : `Could not read “${fileName}”${detail ? `: ${detail}. Nothing was changed.` : `. ${messageFor(code)}`}`}
    </Notice>
  )
}

/** A route has replaced the buttons a file was chosen with: the keyboard goes on at the tab, or stays where it is. */
function useFocusKept(imported: string) {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (imported !== '' && document.activeElement === document.body)
      panel.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()
  }, [imported])
  return panel
}
