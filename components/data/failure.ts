import type { AppError, Reply } from '../../lib/messaging/app-error';
import { ask } from '../../lib/messaging/client';
import type { Answer, Ask, MessageName } from '../../lib/messaging/protocol';

/** How a query carries an {@link AppError} through the query library, which knows only thrown errors. */
export class AppFailure extends Error {
  readonly appError: AppError;
  constructor(appError: AppError) {
    super(appError.kind);
    this.name = 'AppFailure';
    this.appError = appError;
  }
}

/** Asks the background and answers with the value. @throws AppFailure where it answered with an error. */
export async function askOrThrow<N extends MessageName>(name: N, question: Ask<N>): Promise<Answer<N>> {
  const reply: Reply<Answer<N>> = await ask(name, question);
  if (!reply.ok) throw new AppFailure(reply.error);
  return reply.value;
}

/** The typed error behind what a query threw; anything unforeseen is a bug of ours. */
export function appErrorOf(thrown: unknown): AppError | null {
  if (thrown === null || thrown === undefined) return null;
  if (thrown instanceof AppFailure) return thrown.appError;
  return { kind: 'bug', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** True where the CRM wants a sign-in: on the page where one signs in, its own words serve better. */
export function isSignInNeeded(error: AppError): boolean {
  return error.kind === 'crm' && error.problem.kind === 'signInNeeded';
}
