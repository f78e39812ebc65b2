import { useEffect } from 'react';
import { create } from 'zustand';

/** How many forms of this page hold something that is not saved yet. */
const useUnsavedForms = create<{ readonly count: number }>()(() => ({ count: 0 }));

/** True while something on this page is not saved yet. */
export function useAnyUnsaved(): boolean {
  return useUnsavedForms(({ count }) => count > 0);
}

/** Says that a form holds something not saved yet: neither the browser nor the dashboard leaves it without asking. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const count = (by: number) => useUnsavedForms.setState((state) => ({ count: state.count + by }));
    const askFirst = (event: BeforeUnloadEvent) => event.preventDefault();
    count(1);
    window.addEventListener('beforeunload', askFirst);
    return () => {
      count(-1);
      window.removeEventListener('beforeunload', askFirst);
    };
  }, [isUnsaved]);
}
