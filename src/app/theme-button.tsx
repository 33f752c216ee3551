import { Moon, Sun, Sunset } from 'lucide-react'
import { type Theme, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/icon-button.tsx'
import { useTheme } from './use-theme.ts'

const themes: Record<Theme, { next: Theme; icon: typeof Sun; label: string }> = {
  day: { next: 'dusk', icon: Sun, label: 'Day' },
  dusk: { next: 'night', icon: Sunset, label: 'Dusk' },
  night: { next: 'day', icon: Moon, label: 'Night' },
}

/** Takes the themes in turn. */
export function ThemeButton() {
  const theme = useTheme()
  const { preferenceChosen } = usePreferenceActions()
  const { next, icon: Icon, label } = themes[theme]
  return <IconButton label={`Theme: ${label}. Change to ${themes[next].label}`} icon={<Icon />} onClick={() => preferenceChosen({ theme: next })} />
}
