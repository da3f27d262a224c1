/** A refusal as the service writes it. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html#API_ListCopyJobs_Errors */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly context?: string,
  ) {
    super(message);
  }

  /** Backup's own errors name their fields in capitals; those of the front door before it have a lone `message`. */
  body(): string {
    if (!MODELLED.has(this.code)) return JSON.stringify({ message: this.message });
    return JSON.stringify({
      Code: this.code,
      Message: this.message,
      Type: this.status < 500 ? 'Client' : 'Service',
      Context: this.context,
    });
  }
}

const MODELLED = new Set([
  'InvalidParameterValueException',
  'ResourceNotFoundException',
  'ServiceUnavailableException',
]);

export const invalidParameter = (message: string, context?: string): ApiError =>
  new ApiError(400, 'InvalidParameterValueException', message, context);

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/CommonErrors.html says 400; other services answer 429. */
export const throttled = (status: 400 | 429 = 400): ApiError =>
  new ApiError(status, 'ThrottlingException', 'Rate exceeded');
