import { rootOf } from './root';

/** Longer than the background needs where it is awake, and too short to be felt where it is not. */
const longestMs = 150;

/**
 * Keeps a document that is still empty from painting until the function it answers is called, so that the page is laid
 * out once, in the room that the dock leaves, and does not jump. Never longer than the parser runs, and nothing where
 * the browser does not know it (Chromium before 124, Firefox). Source: HTML, "link type expect" and `blocking=render`.
 */
export function holdFirstPaint(): () => void {
  const hold = document.createElement('link');
  hold.rel = 'expect';
  hold.href = '#baton';
  hold.setAttribute('blocking', 'render');
  // With a body there the page has painted, and the link would only be a stranger in it.
  if (!document.body) rootOf().append(hold);
  const release = () => hold.remove();
  setTimeout(release, longestMs);
  return release;
}
