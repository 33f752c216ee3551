// Files that the build makes; see scripts/prepared-data.ts.

declare module 'virtual:ports-url' {
  /** Where the list of ports lies; made by scripts/ports. */
  const url: string
  export default url
}

declare module 'virtual:land-50m-url' {
  /** Where the 1:50 M coastline lies, a `LandTopology`; made by scripts/atlas. */
  const url: string
  export default url
}

declare module 'virtual:places-url' {
  /** Where the names on the map lie, GeoJSON points; made by scripts/atlas. */
  const url: string
  export default url
}

declare module 'virtual:borders-url' {
  /** Where the borders between countries lie, GeoJSON lines; made by scripts/atlas. */
  const url: string
  export default url
}
