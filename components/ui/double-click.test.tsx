import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useMeantClicks } from './double-click';

/** One button that gives way to another at the first click. */
function Panel({ onCall }: { readonly onCall: () => void }) {
  useMeantClicks();
  const [logged, setLogged] = useState(false);
  const [count, setCount] = useState(0);
  return (
    <>
      {logged ? (
        <button key="call" type="button" onClick={onCall}>
          Call
        </button>
      ) : (
        <button key="log" type="button" onClick={() => setLogged(true)}>
          Log
        </button>
      )}
      <button type="button" onClick={() => setCount(count + 1)}>
        Count {count}
      </button>
    </>
  );
}

function click(name: string, detail: number): void {
  const button = screen.getByRole('button', { name });
  fireEvent.mouseDown(button, { detail });
  fireEvent.click(button, { detail });
}

describe('a double click', () => {
  it('does nothing to what appears under the pointer meanwhile; the next click does', () => {
    const onCall = vi.fn();
    render(<Panel onCall={onCall} />);
    click('Log', 1);
    click('Call', 2);
    expect(onCall).not.toHaveBeenCalled();
    click('Call', 3);
    expect(onCall).not.toHaveBeenCalled();
    click('Call', 1);
    expect(onCall).toHaveBeenCalledTimes(1);
  });

  it('is two clicks on what stays, and a key presses what it always did', () => {
    const onCall = vi.fn();
    render(<Panel onCall={onCall} />);
    click('Count 0', 1);
    click('Count 1', 2);
    expect(screen.getByRole('button', { name: 'Count 2' })).toBeDefined();
    click('Log', 1);
    fireEvent.click(screen.getByRole('button', { name: 'Call' }), { detail: 0 });
    expect(onCall).toHaveBeenCalledTimes(1);
  });
});
