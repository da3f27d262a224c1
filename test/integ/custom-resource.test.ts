import { createdFirst, describeCreates } from './custom-resource/creates.js';
import { describeDeletes, removedLater } from './custom-resource/deletes.js';
import { Deployed } from './custom-resource/deployed.js';
import { GOOD } from './custom-resource/jobs.js';
import { askedFirst, describeRequests } from './custom-resource/requests.js';
import { describeUpdates, updatedLater } from './custom-resource/updates.js';
import { hasPython } from './kit/install.js';

const describeDeployment = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: the emulator wants Python 3.10 or later with venv, and there is none');

// The paths of a subject go on where the one before ended, for each deployment takes seconds: run a subject whole (`-t update`).
describeDeployment('the custom resource, deployed by the CDK against the emulator', () => {
  let deployed: Deployed | undefined;
  const auditor = () => {
    if (deployed === undefined) throw new Error('There is no auditor');
    return deployed;
  };

  beforeAll(async () => {
    deployed = await Deployed.start(GOOD, { ...createdFirst, ...updatedLater, ...removedLater, ...askedFirst });
  });
  afterAll(() => deployed?.stop());
  // What one path needs of AWS Backup is not left to the next.
  afterEach(() => deployed?.serve(GOOD));

  describeCreates(auditor);
  describeUpdates(auditor);
  describeDeletes(auditor);
  describeRequests(auditor);
});
