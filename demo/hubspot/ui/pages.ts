/** Headers of every answer of the UI. Frames of other origins are not allowed in, as on the real site's record pages. */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'cache-control': 'no-store',
} as const;

const head = (title: string, rest: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/__ui/static/mark.svg">
<link rel="stylesheet" href="/__ui/static/base.css">
${rest}
</head>`;

const sheets = ['shell', 'list', 'record', 'record-cards', 'timeline', 'overlay', 'pages'];

/** The single-page app's only document. */
export function shellPage(): string {
  const links = sheets.map((name) => `<link rel="stylesheet" href="/__ui/static/${name}.css">`).join('\n');
  return `${head('HubSpot demo', `${links}\n<script type="module" src="/__ui/static/main.js"></script>`)}
<body>
<div id="app"><p class="boot" role="status">Loading…</p></div>
<noscript>This demo needs JavaScript.</noscript>
</body>
</html>`;
}

/** The sign-in page. `problem` is one of our own sentences; the other two are escaped here. */
export function signInPage(form: { email: string; redirectTo: string; problem: string | null }): string {
  const alert = form.problem === null ? '' : `<p class="alert" role="alert">${form.problem}</p>`;
  return `${head('Log in', '<link rel="stylesheet" href="/__ui/static/sign-in.css">')}
<body class="sign-in">
<main>
<img src="/__ui/static/mark.svg" alt="" width="44" height="44">
<h1>Log in to your account</h1>
${alert}
<form method="post" action="/login">
<input type="hidden" name="loginRedirectUrl" value="${escapeHtml(form.redirectTo)}">
<label for="username">Email address</label>
<input id="username" name="email" type="email" autocomplete="username" required autofocus value="${escapeHtml(form.email)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit" id="loginBtn">Log in</button>
</form>
<p class="hint">Demo account: <b>sam.rivera@baton.example</b>, password <b>cold-call-42</b></p>
</main>
<footer>A demo that behaves like HubSpot. All people and companies are invented. Not made by or connected with HubSpot, Inc.</footer>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
