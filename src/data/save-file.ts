import type { WrittenFile } from './workers/write-file.ts'

/** How long the browser may take to begin reading what it saves; Safari asks the operator first. */
const READ_WITHIN_MS = 60_000

/** Saves a file as the browser saves downloads. */
export function saveFile({ fileName, content }: WrittenFile): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN_MS)
}
