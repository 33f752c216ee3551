/** Largest route file that is read, bytes. Apart from the readers, so that a page can refuse a file without loading them. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024
