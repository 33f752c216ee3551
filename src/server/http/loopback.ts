/** Whether a host name is this machine's own: `localhost`, `127.0.0.1`, `::1`, also in brackets. */
export const isLoopbackName = (name: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(name)
