import { ApiError } from './api-error.js';

/** Who calls, and which Region's endpoint the call is for, as the signature says. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
}

// AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/backup/aws4_request, …
const SCOPE =
  /^AWS4-(?:HMAC|ECDSA-P256)-SHA256\s.*?Credential=([^/,\s]+)\/\d{8}\/(?:([^/,\s]+)\/)?backup\/aws4_request/;

/** The scope of the signature. The signature itself is not checked: there is no secret to check it with. */
export const callerOf = (authorization: string | undefined): Caller => {
  if (authorization === undefined || authorization === '') {
    throw new ApiError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const [, accessKeyId, region = ''] = SCOPE.exec(authorization) ?? [];
  if (accessKeyId === undefined) {
    throw new ApiError(
      400,
      'IncompleteSignatureException',
      'Authorization header requires a Credential of the form <key>/<date>/<region>/backup/aws4_request.',
    );
  }
  return { accessKeyId, region };
};

/** The Region of the signature's scope; empty where there is none. */
export const regionOfScope = (authorization: string | undefined): string => SCOPE.exec(authorization ?? '')?.[2] ?? '';
