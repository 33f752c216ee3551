import { useLayoutEffect } from 'react'
import { type Light, lightAtShip, lightByClock } from '#src/domain/sun/light.ts'
import { useClock } from '#src/state/clock.ts'
import { usePreference } from '#src/state/preferences.ts'
import { usePlan } from '#src/state/voyage.ts'
import { useMedia } from '#src/ui/page/use-media.ts'
import { MINUTE_MS } from '#src/domain/time.ts'

/** Keeps the page in the chosen theme, or in the one for the sun or the clock. Draws nothing. */
export function ThemeKeeper() {
  const choice = usePreference('theme')
  if (choice === 'sun') return <BySun />
  if (choice === 'clock') return <ByClock />
  return choice === 'system' ? <BySystem /> : <Fixed theme={choice} />
}

/** By the sun where the ship is planned to be; without a route, like the system. */
function BySun() {
  const plan = usePlan()
  const light = lightAtShip(plan, useClock(MINUTE_MS))
  return light ? <Fixed theme={light} /> : <BySystem />
}

/** By this computer's hours, which are those of the room it is in. */
function ByClock() {
  const hours = usePreference('themeHours')
  const now = new Date(useClock(MINUTE_MS))
  return <Fixed theme={lightByClock(now.getHours() * 60 + now.getMinutes(), hours)} />
}

function BySystem() {
  return <Fixed theme={useMedia('(prefers-color-scheme: dark)') ? 'dusk' : 'day'} />
}

function Fixed({ theme }: { theme: Light }) {
  // Before the browser paints, so that no frame shows half of the old theme.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
    rememberTheme(theme)
  }, [theme])
  return null
}

/** For `public/theme.js`, which knows neither sun nor plan. */
function rememberTheme(theme: Light): void {
  try {
    localStorage.setItem('fairway.theme', theme)
  } catch {
    // A browser without storage begins with the system's theme.
  }
}
