import { ask } from '../../lib/messaging/client';

/** Opens a page of the dashboard and closes the popup. */
export function showDashboard(page: string): void {
  void ask('openDashboard', { page }).then((reply) => {
    if (reply.ok) window.close();
  });
}
