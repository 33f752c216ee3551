/** How long the browser may take to begin reading what it saves; Safari asks the operator first. */
const READ_WITHIN_MS = 60_000

/** What is saved: a text as UTF-8, or a picture. */
export type SavedFile = { readonly fileName: string } & ({ readonly mediaType: string; readonly text: string } | { readonly blob: Blob })

/** Saves a file as the browser saves downloads. */
export function saveFile(file: SavedFile): void {
  const url = URL.createObjectURL('blob' in file ? file.blob : new Blob([file.text], { type: file.mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN_MS)
}
