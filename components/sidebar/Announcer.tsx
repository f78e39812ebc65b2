import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useWorkspace } from './workspace';

/** Says to screen readers what just happened. The two turns make the same sentence heard twice. */
export function Announcer() {
  const { text, n } = useWorkspace((state) => state.said);
  return (
    <VisuallyHidden>
      <span role="status" aria-live="polite">
        {n % 2 === 0 ? text : ''}
      </span>
      <span role="status" aria-live="polite">
        {n % 2 === 1 ? text : ''}
      </span>
    </VisuallyHidden>
  );
}
