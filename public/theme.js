// Runs before the first paint, so that the chosen theme never flashes. Kept in step with src/state/preferences.ts.
;(function () {
  var themes = ['day', 'dusk', 'night']
  var chosen = 'system'
  var last = null
  try {
    last = localStorage.getItem('fairway.theme')
    var user = JSON.parse(localStorage.getItem('fairway.user') || '{}')
    // As src/domain/browser-user.ts names them. Nobody has preferences: the theme shown last stays.
    var name = 'fairway.preferences' + (user.name === undefined || user.auth === 'none' ? '' : ':' + user.name)
    chosen = JSON.parse(localStorage.getItem(name) || '{}').state?.theme ?? 'system'
    if (user.name === '') chosen = last
  } catch {
    // Unreadable preferences mean the default.
  }
  // By the sun or the clock: the one shown last, until the page has worked it out again.
  if (chosen === 'sun' || chosen === 'clock') chosen = last
  var dark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = themes.includes(chosen) ? chosen : dark ? 'dusk' : 'day'
})()
