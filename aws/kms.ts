import {
  GetPublicKeyCommand,
  type GetPublicKeyCommandOutput,
  KMSClient,
  type KMSClientConfig,
  SignCommand,
  type SignCommandOutput,
  type SigningAlgorithmSpec,
} from '@aws-sdk/client-kms';

/** A client of KMS, in the Region of a key where its ARN says one. */
const clientOf = (keyArn: string, config: KMSClientConfig): KMSClient => {
  const [, , , region] = keyArn.split(':');
  return new KMSClient({ ...config, ...(region === undefined || region === '' ? {} : { region }) });
};

export const getPublicKey = (keyArn: string, config: KMSClientConfig = {}): Promise<GetPublicKeyCommandOutput> =>
  clientOf(keyArn, config).send(new GetPublicKeyCommand({ KeyId: keyArn }));

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html */
export const signDigest = (
  keyArn: string,
  digest: Uint8Array,
  algorithm: SigningAlgorithmSpec,
  config: KMSClientConfig = {},
): Promise<SignCommandOutput> =>
  clientOf(keyArn, config).send(
    new SignCommand({ KeyId: keyArn, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: algorithm }),
  );
