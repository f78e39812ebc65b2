import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { Dialog } from './Dialog';

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Change
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="The call">
        <input aria-label="Note" />
        <button type="button">Save</button>
      </Dialog>
    </>
  );
}

/** A press of the mouse as the browser tells it; `count` of clicks in a row. */
function press(target: Element, count = 1): void {
  fireEvent.pointerDown(target, { button: 0, pointerType: 'mouse' });
  fireEvent.mouseDown(target, { detail: count });
}
function release(target: Element, count = 1): void {
  fireEvent.pointerUp(target, { button: 0, pointerType: 'mouse' });
  fireEvent.mouseUp(target, { detail: count });
  fireEvent.click(target, { detail: count });
}

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));

async function openDialog() {
  await renderSurface(new FakeBackground(), <Page />);
  const button = await screen.findByRole('button', { name: 'Change' });
  press(button);
  release(button);
  const dialog = await screen.findByRole('dialog');
  // Only what is pressed from now on counts as beside it.
  await settle();
  const beside = dialog.parentElement;
  if (beside === null) throw new RangeError('Nothing lies under the dialog');
  return { dialog, beside };
}

describe('a dialog', () => {
  it('stays when it was opened by a double click, also once a key presses a button in it', async () => {
    const { dialog, beside } = await openDialog();
    press(beside, 2);
    release(beside, 2);
    expect(dialog).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Save' }), { detail: 0 });
    await settle();
    expect(dialog).toBeInTheDocument();
  });

  it('closes by a click beside it', async () => {
    const { dialog, beside } = await openDialog();
    press(beside);
    release(beside);
    expect(dialog).not.toBeInTheDocument();
  });

  it('stays when a press within it ends beside it, as when text is marked', async () => {
    const { dialog, beside } = await openDialog();
    press(screen.getByLabelText('Note'));
    release(beside);
    expect(dialog).toBeInTheDocument();
  });
});
