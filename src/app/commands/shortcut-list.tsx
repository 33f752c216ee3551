import { chartKeyHelp } from '#src/features/results/charts/chart-key-help.ts'
import { tableKeyHelp } from '#src/features/route/waypoints/row-keys.ts'
import { intend } from '#src/state/intents.ts'
import { mapKeyHelp } from '#src/features/map/view/map-words.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { KeyCaps } from '#src/ui/form/key-caps.tsx'
import type { KeyHelp } from '#src/ui/form/key-help.ts'
import { shortcutKeys, shortcutWords } from '#src/ui/form/shortcut.ts'
import { useAllCommands } from './all-commands.ts'
import type { Command } from './commands.ts'
import styles from './shortcut-list.module.css'

const helpOf = ({ label, shortcuts }: Command): KeyHelp => ({ does: label.replace(/…$/, ''), keys: shortcuts })

/** Every key, by the part of the screen that handles it; made from the commands and key tables themselves. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const commands = useAllCommands().filter(({ shortcuts }) => shortcuts.length > 0)
  const letterKeys = usePreference('letterKeys')
  const { preferenceChosen } = usePreferenceActions()
  return (
    <Dialog
      open
      wide
      title="Keyboard shortcuts"
      onClose={onClose}
      actions={<Button onClick={() => intend('open-dialog', 'guide')}>Open guide</Button>}
    >
      <div className={styles.lists}>
        <Keys title="Anywhere" rows={commands.filter(({ onMap }) => !onMap).map(helpOf)} />
        <Keys title="On the map" rows={[...commands.filter(({ onMap }) => onMap).map(helpOf), ...mapKeyHelp]} />
        <Keys title="In the route table" rows={tableKeyHelp} />
        <Keys title="In charts and results" rows={chartKeyHelp} />
      </div>
      <CheckField
        label="Single-key shortcuts"
        hint="such as D on the map, or ? for this list"
        checked={letterKeys}
        onChange={({ target }) => preferenceChosen({ letterKeys: target.checked })}
      />
    </Dialog>
  )
}

function Keys({ title, rows }: { title: string; rows: readonly KeyHelp[] }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      <dl className={styles.keys}>
        {rows.map(({ does, keys }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <KeyCaps key={shortcutWords(key)} keys={shortcutKeys(key)} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
