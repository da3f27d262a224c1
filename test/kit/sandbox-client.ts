import { BackupClient, type BackupClientConfig } from '@aws-sdk/client-backup';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** The official client, towards an endpoint on this machine; it does not try again unless it is told to. */
export const sandboxClient = (endpoint: string, config: Partial<BackupClientConfig> = {}): BackupClient =>
  new BackupClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    ...config,
  });

/** The headers of a request that is signed as far as the sandbox looks. */
export const signed = (region = 'eu-west-1'): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/${region}/backup/aws4_request, SignedHeaders=host, Signature=0`,
});

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where the body is not JSON. */
  readonly body: Record<string, unknown> | undefined;
}

/** A request as it goes over the wire, without any client's help. */
export const rawGet = async (url: string, path: string, headers = signed()): Promise<RawAnswer> => {
  const response = await fetch(`${url}${path}`, { headers });
  const text = await response.text();
  let body: Record<string, unknown> | undefined;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    body = undefined;
  }
  return { status: response.status, headers: response.headers, text, body };
};
