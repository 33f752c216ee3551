import { Moon, Sun, Sunset } from 'lucide-react'
import type { Light } from '#src/domain/sun/light.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'

const themes: Record<Light, { next: Light; icon: typeof Sun; label: string }> = {
  day: { next: 'dusk', icon: Sun, label: 'Day' },
  dusk: { next: 'night', icon: Sunset, label: 'Dusk' },
  night: { next: 'day', icon: Moon, label: 'Night' },
}

/** Takes the themes in turn; from then on the one chosen stays, whatever the sun or the clock. */
export function ThemeButton() {
  const theme = useThemeName()
  const { preferenceChosen } = usePreferenceActions()
  const { next, icon: Icon, label } = themes[theme]
  return (
    <IconButton
      label={`Theme: ${label}. Change to ${themes[next].label}`}
      icon={<Icon />}
      onClick={() => preferenceChosen({ theme: next })}
    />
  )
}
