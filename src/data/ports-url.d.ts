declare module 'virtual:ports-url' {
  /** Where the list of ports lies; made by scripts/ports. */
  const url: string
  export default url
}
