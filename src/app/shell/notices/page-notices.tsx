import { useState } from 'react'
import type { AppError } from '#src/domain/errors.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { ImportedSettingsNotice } from '#src/features/settings/imported-settings.tsx'
import { TaskNotices } from '#src/features/tasks/news/task-notices.tsx'
import { useIntent } from '#src/state/intents.ts'
import { type EndedTasks, useDesktopNotices, useTitleAlerts } from '#src/features/tasks/news/task-news.ts'
import { useViewActions } from '#src/state/view.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { leaveTaskAddress } from '#src/app/address.ts'
import { useOverOnceAnswered } from '#src/app/attempt.ts'
import styles from '#src/app/shell/notices/page-notices.module.css'
import { SourceNotice } from '#src/app/shell/notices/source-notice.tsx'
import { StorageNotice } from '#src/app/shell/notices/storage-notice.tsx'
import { useNewVersion } from '#src/app/shell/notices/use-new-version.ts'
import { useTasksPanel } from '#src/app/shell/use-tasks-panel.ts'

interface PageNoticesProps extends EndedTasks {
  about: About | null
  /** Why the wanted answer is not shown. */
  failure: AppError | null
  /** Why an answer could not be saved. */
  exportFailure?: AppError | null
  onExportNoticed?: () => void
  onShow: (key: string) => void
}

/** Notices under the top bar: what concerns the whole page, or ended out of sight. */
export function PageNotices({ about, failure, exportFailure, onExportNoticed, onShow, ended, seen }: PageNoticesProps) {
  const { open, toggled } = useTasksPanel()
  const isNew = useNewVersion()
  const [commandFailure, setCommandFailure] = useState<AppError | null>(null)
  useIntent('show-failure', setCommandFailure)
  useOverOnceAnswered(commandFailure, () => setCommandFailure(null))
  useOverOnceAnswered(exportFailure, () => onExportNoticed?.())
  useTitleAlerts(ended)
  useDesktopNotices(onShow)
  return (
    <div className={styles.notices}>
      {isNew && (
        <Notice
          wide
          actions={
            <Button size="small" onClick={() => window.location.reload()}>
              Reload page
            </Button>
          }
        >
          There is a new version of Fairway. Reload when you are ready; voyages and tasks are kept.
        </Notice>
      )}
      {about?.insecure && (
        <Notice wide tone="warn">
          This site is not encrypted (http): others on the network can read what you send, even your sign-in. Ask
          whoever runs it for https.
        </Notice>
      )}
      <SourceNotice about={about} />
      <StorageNotice />
      {failure && <ShownFailure failure={failure} />}
      {exportFailure && (
        <FailureNotice
          wide
          failure={exportFailure}
          actions={
            <Button size="small" onClick={onExportNoticed}>
              Dismiss
            </Button>
          }
        />
      )}
      <ImportedSettingsNotice wide />
      {commandFailure && (
        <FailureNotice
          wide
          failure={commandFailure}
          actions={
            <Button size="small" onClick={() => setCommandFailure(null)}>
              Dismiss
            </Button>
          }
        />
      )}
      <TaskNotices ended={ended} onShow={onShow} onOpenTasks={() => !open && toggled()} onSeen={seen} />
    </div>
  )
}

function ShownFailure({ failure }: { failure: AppError }) {
  const { answerShown } = useViewActions()
  const close = () => {
    leaveTaskAddress()
    answerShown(null)
  }
  const actions = (
    <Button size="small" onClick={close}>
      Close
    </Button>
  )
  if (failure.code === 'not-ready')
    return (
      <Notice wide actions={actions}>
        {messageFor(failure.code)}
      </Notice>
    )
  return <FailureNotice failure={failure} actions={actions} wide />
}
