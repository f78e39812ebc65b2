import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { OutcomeGrid } from '../call/OutcomeGrid';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import type { KeyCommand } from './keymap';
import { useKeys } from './use-keys';

const taken: KeyCommand[] = [];
beforeEach(() => void taken.splice(0));

/** Keys, and a dialog that nobody told them of. */
function Keys({ withField = true }: { readonly withField?: boolean }) {
  const [open, setOpen] = useState(false);
  useKeys((command) => taken.push(command) > 0);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      {withField && <input type="text" aria-label="Name" />}
      <OutcomeGrid outcomeId={null} onChoose={() => undefined} />
      <Dialog open={open} onClose={() => setOpen(false)} title="A question" actions={<Button>Yes</Button>} />
    </>
  );
}

/** The same, whose field goes away when another window says so. */
function Fleeting() {
  const [isThere, setThere] = useState(true);
  useEffect(() => {
    const takeAway = () => setThere(false);
    window.addEventListener('taken away', takeAway);
    return () => window.removeEventListener('taken away', takeAway);
  }, []);
  return <Keys withField={isThere} />;
}

it('takes no key while any dialog is open, not even the Escape that closes it, and takes them after it', async () => {
  await renderSurface(new FakeBackground(), <Keys />);
  await userEvent.click(await screen.findByRole('button', { name: 'Open' }));
  await screen.findByRole('dialog', { name: 'A question' });
  await userEvent.keyboard('cn1{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(taken).toEqual([]);
  await userEvent.keyboard('c');
  expect(taken).toEqual([{ kind: 'action', action: 'startCall' }]);
});

it('takes Enter once, on an outcome or on nothing, and leaves it to whatever else has the focus', async () => {
  await renderSurface(new FakeBackground(), <Keys />);
  const confirm = { kind: 'action', action: 'confirm' };
  await userEvent.keyboard('{Enter}');
  expect(taken).toEqual([confirm]);
  act(() => screen.getByRole('radio', { name: /No answer/ }).focus());
  await userEvent.keyboard('{Enter}');
  expect(taken).toEqual([confirm, confirm]);
  act(() => screen.getByRole('textbox', { name: 'Name' }).focus());
  await userEvent.keyboard('{Enter}');
  act(() => screen.getByRole('button', { name: 'Open' }).focus());
  await userEvent.keyboard('{Enter}');
  expect(taken).toEqual([confirm, confirm]);
});

it('takes none of the keys that were meant for a field which went away under the hands', async () => {
  await renderSurface(new FakeBackground(), <Fleeting />);
  const takenOf = async (keys: string) => {
    await userEvent.keyboard(keys);
    return taken.splice(0).length;
  };
  await userEvent.click(await screen.findByRole('textbox', { name: 'Name' }));
  expect(await takenOf('call bac')).toBe(0);
  act(() => void window.dispatchEvent(new Event('taken away')));
  expect(document.body).toHaveFocus();
  expect(await takenOf('k now{Enter}')).toBe(0);
  // After a pause keys are keys again.
  await new Promise((resolve) => setTimeout(resolve, 750));
  expect(await takenOf('c{Enter}')).toBe(2);
});

it.each(['Enter', 'Escape'])('takes the next key at once where %s ended what was typed', async (key) => {
  await renderSurface(new FakeBackground(), <Fleeting />);
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), `call{${key}}`);
  act(() => void window.dispatchEvent(new Event('taken away')));
  taken.splice(0);
  await userEvent.keyboard('c');
  expect(taken).toHaveLength(1);
});
