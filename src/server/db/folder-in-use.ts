/** A data folder that another server holds. Its message is the sentence for the operator. */
export class FolderInUseError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FolderInUseError'
  }
}
