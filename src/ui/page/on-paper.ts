/** The value of a custom property, such as `--color-text`. */
export type Token = (name: string) => string

/**
 * Reads custom properties as they are by day, whatever the screen's theme: what leaves the screen is for paper or mail.
 * @param read gets the tokens, which are valid only while it runs
 */
export function onPaper<T>(read: (token: Token) => T): T {
  const paper = document.createElement('div')
  paper.dataset['theme'] = 'day'
  paper.hidden = true
  document.body.append(paper)
  try {
    const style = getComputedStyle(paper)
    return read((name) => style.getPropertyValue(name).trim())
  } finally {
    paper.remove()
  }
}
