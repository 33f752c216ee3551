import type { ExportedFile } from '#src/domain/formats/write/export-route.ts'

/** How long the browser may take to begin reading what it saves; Safari asks the operator first. */
const READ_WITHIN_MS = 60_000

/** Saves a text as the browser saves downloads. */
export function saveFile({ fileName, mediaType, text }: ExportedFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN_MS)
}
