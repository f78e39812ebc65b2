/** One error as the REST API words it. */
export interface ApiProblem {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

/** Thrown where a request must be refused; carries what the API answers. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: ApiProblem;

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.status = status;
    this.problem = fields === undefined ? { message, errorCode } : { message, errorCode, fields };
  }
}

/** The record never was, or this user may not see it. */
export function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** A query this org cannot read. */
export function malformedQuery(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_QUERY', message);
}
