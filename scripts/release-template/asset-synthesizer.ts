import {
  type DockerImageAssetLocation,
  type FileAssetLocation,
  type FileAssetSource,
  Fn,
  type ISynthesisSession,
  StackSynthesizer,
} from 'aws-cdk-lib';
import { valueOf } from './parameters.js';

/** Looks for the code of functions where the template's parameters say: no bootstrapped account, no roles, no CDK CLI. */
export class AssetSynthesizer extends StackSynthesizer {
  /** By the key below the prefix, where it lies in the assembly. */
  readonly assets = new Map<string, string>();

  addFileAsset({ sourceHash, fileName }: FileAssetSource): FileAssetLocation {
    const key = `${sourceHash}.zip`;
    if (fileName === undefined)
      throw new Error(`The asset ${sourceHash} is made by a program, which no release carries`);
    this.assets.set(key, fileName);
    const bucketName = valueOf('AssetsBucket');
    const objectKey = Fn.join('', [valueOf('AssetsPrefix'), key]);
    const s3ObjectUrl = Fn.join('/', ['s3:/', bucketName, objectKey]);
    return { bucketName, objectKey, s3ObjectUrl, httpUrl: s3ObjectUrl };
  }

  addDockerImageAsset(): DockerImageAssetLocation {
    throw new Error('A release carries no images');
  }

  synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
    this.emitArtifact(session);
  }
}
