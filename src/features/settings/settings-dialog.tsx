import type { ReactNode } from 'react'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { FileSettings } from './file-settings.tsx'
import { KeySettings } from './key-settings.tsx'
import { LimitSettings } from './limit-settings.tsx'
import { NoticeSettings } from './notice-settings.tsx'
import styles from './settings-dialog.module.css'
import { ShipSettings } from './ship-settings.tsx'
import { TakenSettingsNotice } from './taken-settings-notice.tsx'
import { ThemeSettings } from './theme-settings.tsx'
import { UnitSettings } from './unit-settings.tsx'

/** How Fairway looks and works in this browser. What is changed counts at once. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open wide title="Settings" onClose={onClose}>
      <TakenSettingsNotice />
      <div className={styles.sections}>
        <Section title="Units and positions">
          <UnitSettings />
        </Section>
        <Section title="Theme">
          <ThemeSettings />
        </Section>
        <Section title="Limit profiles">
          <LimitSettings />
        </Section>
        <Section title="Ships">
          <ShipSettings />
        </Section>
        <Section title="When a task ends">
          <NoticeSettings />
        </Section>
        <Section title="Keyboard">
          <KeySettings />
        </Section>
        <Section title="Settings file">
          <FileSettings />
        </Section>
      </div>
    </Dialog>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h3>{title}</h3>
      <div className={styles.content}>{children}</div>
    </section>
  )
}
