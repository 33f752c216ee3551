/** Puts text on the clipboard. @returns false where the browser denies it (no secure context, no permission) */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Puts a table on the clipboard twice: as text for editors, and as HTML for spreadsheets and mail. */
export async function copyTable(text: string, html: string): Promise<boolean> {
  try {
    const forms = {
      'text/plain': new Blob([text], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    }
    await navigator.clipboard.write([new ClipboardItem(forms)])
    return true
  } catch {
    return copyText(text)
  }
}
