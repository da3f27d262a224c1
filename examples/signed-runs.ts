// An auditor that signs what it publishes, so that a history that somebody rewrote is found. See docs/evidence.md.
import { App, Stack } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { CopyJobAuditor } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');

const signingKey = new Key(stack, 'Signing', { keySpec: KeySpec.ECC_NIST_P256, keyUsage: KeyUsage.SIGN_VERIFY });
const auditor = new CopyJobAuditor(stack, 'Auditor', { signingKey });

auditor.addReport('AllCopies');
