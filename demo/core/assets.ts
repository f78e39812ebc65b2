import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Serves the plain files of one folder, read anew each time so that a change shows on reload. */
export function assets(folder: URL): Hono {
  const app = new Hono();
  app.get('/:file{[a-z0-9-]+\\.(?:css|js|svg)}', async (context) => {
    const file = context.req.param('file');
    try {
      const body = await readFile(new URL(file, folder), 'utf8');
      return context.body(body, 200, {
        'content-type': types[file.split('.').pop() ?? ''] ?? 'text/plain',
        'cache-control': 'no-cache',
      });
    } catch {
      return context.notFound();
    }
  });
  return app;
}
