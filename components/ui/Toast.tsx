import clsx from 'clsx';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { Button, IconButton } from './Button';
import styles from './Toast.module.css';

export interface ToastInput {
  readonly tone: 'good' | 'warn' | 'stop' | 'neutral';
  readonly text: string;
  readonly action?: { readonly label: string; readonly kbd?: string; readonly run: () => void };
  /** How long it stays; 8 s unless told, `null` until dismissed. Hover and focus stop the clock. */
  readonly staysMs?: number | null;
}

interface ToastEntry extends ToastInput {
  readonly id: number;
}

interface ToastState {
  readonly next: number;
  readonly toasts: readonly ToastEntry[];
  readonly show: (toast: ToastInput) => number;
  readonly dismiss: (id: number) => void;
}

const shownAtOnce = 3;

/** The toasts of this page. `useToasts.getState().show(…)` works outside components too. */
export const useToasts = create<ToastState>()((set, get) => ({
  next: 1,
  toasts: [],
  show: (toast) => {
    const id = get().next;
    set((state) => ({ next: id + 1, toasts: [...state.toasts, { ...toast, id }].slice(-shownAtOnce) }));
    return id;
  },
  dismiss: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}));

/** One short message with at most one action. */
export function Toast({ toast, onDismiss }: { readonly toast: ToastInput; readonly onDismiss: () => void }) {
  const { t } = useTranslation('ui');
  const [held, setHeld] = useState(false);
  const staysMs = toast.staysMs === undefined ? 8000 : toast.staysMs;
  useEffect(() => {
    if (held || staysMs === null) {
      return;
    }
    const timer = setTimeout(onDismiss, staysMs);
    return () => clearTimeout(timer);
  }, [held, staysMs, onDismiss]);
  const act = () => {
    toast.action?.run();
    onDismiss();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only stops the clock; every action is a button
    <div
      className={clsx(styles['toast'], styles[toast.tone])}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className={styles['text']}>{toast.text}</p>
      {toast.action !== undefined && (
        <Button size="s" kbd={toast.action.kbd} onClick={act}>
          {toast.action.label}
        </Button>
      )}
      <IconButton label={t('dismiss')} onClick={onDismiss}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** Where toasts appear; mount once per page. Its live region exists before any toast, so that each is announced. */
export function Toaster() {
  const { t } = useTranslation('ui');
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className={styles['toaster']} aria-label={t('messages')} aria-live="polite">
      {toasts.map((toast) => (
        <TimedToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function TimedToast({ toast }: { readonly toast: ToastEntry }) {
  const [dismiss] = useState(() => () => useToasts.getState().dismiss(toast.id));
  return <Toast toast={toast} onDismiss={dismiss} />;
}
