/** True where a browser window could be shown to somebody: not in CI, on a server, or over SSH without forwarding. */
export function hasDisplay(): boolean {
  if (process.env['CI'] !== undefined && process.env['CI'] !== 'false') return false;
  if (process.platform !== 'linux') return process.env['SSH_CONNECTION'] === undefined;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}
