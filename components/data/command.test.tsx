import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newCommandId } from '../../lib/messaging/client';
import { orgKey } from '../../lib/model/schemas';
import { useCommand } from './command';
import { FakeBackground } from './surface-rig';

const org = orgKey.parse('hubspot:4711');
let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground();
});

describe('useCommand', () => {
  it('gives every run its own command id', async () => {
    background.on('retryEntry', () => null);
    const { result } = renderHook(() => useCommand('retryEntry'));
    const entryId = newCommandId();
    await act(() => result.current.run({ entryId }));
    await act(() => result.current.run({ entryId }));
    const ids = background.of('retryEntry').map((ask) => z.object({ commandId: z.uuid() }).parse(ask).commandId);
    expect(new Set(ids).size).toBe(2);
  });

  it('sends one command for the same ask twice at once, whatever the millisecond', async () => {
    background.on('completeFollowUp', () => null);
    const { result } = renderHook(() => useCommand('completeFollowUp'));
    const followUpId = newCommandId();
    await act(async () => {
      const [first, second] = [1, 2].map((at) => result.current.run({ followUpId, at }));
      expect(await second).toBe(await first);
    });
    expect(background.of('completeFollowUp')).toHaveLength(1);
  });

  it('sends both of two different asks at once', async () => {
    background.on('completeFollowUp', () => null);
    const { result } = renderHook(() => useCommand('completeFollowUp'));
    await act(async () => {
      await Promise.all([1, 2].map((at) => result.current.run({ followUpId: newCommandId(), at })));
    });
    expect(background.of('completeFollowUp')).toHaveLength(2);
  });

  it('keeps a command id it is given', async () => {
    background.on('discardEntry', () => null);
    const { result } = renderHook(() => useCommand('discardEntry'));
    const commandId = newCommandId();
    await act(() => result.current.run({ entryId: newCommandId(), commandId }));
    expect(background.of('discardEntry')).toEqual([expect.objectContaining({ commandId })]);
  });

  it('tells why it failed until it runs again', async () => {
    background.refuse('disconnect', { kind: 'storageFull' });
    const { result } = renderHook(() => useCommand('disconnect'));
    await act(() => result.current.run({ org }));
    expect(result.current.error).toEqual({ kind: 'storageFull' });
    background.on('disconnect', () => null);
    await act(() => result.current.run({ org }));
    await waitFor(() => expect(result.current.error).toBeNull());
    expect(result.current.pending).toBe(false);
  });
});
