import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The network between browser and demo, as something that can be pulled out. */
export interface Cable {
  readonly port: number;
  /** Cuts every connection and refuses new ones. */
  pull(): Promise<void>;
  plug(): Promise<void>;
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
  const server: Server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    keep(near);
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const pull = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { port, pull, plug: () => listen(port), close: () => (server.listening ? pull() : Promise.resolve()) };
}
