import { randomBytes } from 'node:crypto';

export interface Session {
  readonly token: string;
  readonly userKey: string;
  /** The CRM it was made for. */
  readonly realm: string;
  readonly startedAt: number;
}

/** Browser sessions of all CRMs of the demo, in memory. */
export interface Sessions {
  start(realm: string, userKey: string): Session;
  find(realm: string, token: string | undefined): Session | null;
  end(token: string): void;
  /** Ends every session of a realm, or of all, as an administrator or a time-out would. */
  expire(realm?: string): void;
}

/** Makes an empty register of sessions; tokens are unguessable. */
export function createSessions(now: () => number): Sessions {
  const byToken = new Map<string, Session>();
  return {
    start(realm, userKey) {
      const session = { token: randomBytes(36).toString('base64url'), userKey, realm, startedAt: now() };
      byToken.set(session.token, session);
      return session;
    },
    find(realm, token) {
      const session = token === undefined ? undefined : byToken.get(token);
      return session?.realm === realm ? session : null;
    },
    end(token) {
      byToken.delete(token);
    },
    expire(realm) {
      for (const session of byToken.values()) {
        if (realm === undefined || session.realm === realm) byToken.delete(session.token);
      }
    },
  };
}
