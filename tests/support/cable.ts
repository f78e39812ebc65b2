import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The network between browser and demo, as something that can be pulled out. */
export interface Cable {
  readonly port: number;
  /** Cuts every connection, new ones too. */
  pull(): void;
  plug(): void;
  close(): Promise<void>;
}

/** Lays a cable to a port of this machine; it starts plugged in. */
export async function layCable(toPort: number): Promise<Cable> {
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  let isPulled = false;
  const server: Server = createServer((near) => {
    if (isPulled) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(toPort, '127.0.0.1');
    keep(near);
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cutAll = () => {
    for (const socket of open) socket.destroy();
  };
  // It goes on listening: somebody else would get the port meanwhile.
  return {
    port,
    pull: () => {
      isPulled = true;
      cutAll();
    },
    plug: () => {
      isPulled = false;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}
