import { lazy, Suspense } from 'react';
import type { ComboboxProps } from './Combobox';
import { TextInput } from './Field';

/** Its library is loaded where there are many to choose from, not with every surface. */
const Combobox = lazy(async () => ({ default: (await import('./Combobox')).Combobox }));

/** As many a list shows at a glance; more are searched. */
export const glanceMost = 8;

/** {@link Combobox}, loaded when it is needed; until then a field that waits. */
export function SearchedChoice(props: ComboboxProps) {
  const { options: _o, value: _v, onChange: _c, onTyped: _t, note: _n, labels: _l, ...input } = props;
  return (
    <Suspense fallback={<TextInput {...input} disabled={true} />}>
      <Combobox {...props} />
    </Suspense>
  );
}
