import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { useToasts } from '../components/ui/Toast';

// A busy machine may take its time; nothing here is about speed.
configure({ asyncUtilTimeout: 10_000 });
afterEach(() => {
  cleanup();
  // What a surface says stays in its window for a while.
  useToasts.setState(useToasts.getInitialState());
  // The window is that of the next test too.
  window.scrollTo(0, 0);
});
