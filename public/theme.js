// Runs before the first paint, so that the chosen theme never flashes. Kept in step with src/state/preferences.ts.
;(function () {
  var chosen = null
  try {
    chosen = JSON.parse(localStorage.getItem('fairway.preferences') || '{}').state?.theme ?? null
  } catch {
    // Unreadable preferences mean the default.
  }
  var dark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme =
    chosen === 'day' || chosen === 'dusk' || chosen === 'night' ? chosen : dark ? 'dusk' : 'day'
})()
