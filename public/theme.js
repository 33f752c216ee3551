// Runs before the first paint, so that the chosen theme never flashes. Kept in step with src/state/preferences.ts.
;(function () {
  var themes = ['day', 'dusk', 'night']
  var chosen = 'system'
  var last = null
  try {
    chosen = JSON.parse(localStorage.getItem('fairway.preferences') || '{}').state?.theme ?? 'system'
    last = localStorage.getItem('fairway.theme')
  } catch {
    // Unreadable preferences mean the default.
  }
  // By the sun or the clock: the one shown last, until the page has reckoned anew.
  if (chosen === 'sun' || chosen === 'clock') chosen = last
  var dark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = themes.includes(chosen) ? chosen : dark ? 'dusk' : 'day'
})()
