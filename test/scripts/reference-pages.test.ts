import { causeOf } from '../../audit/causes.js';
import { KNOWN_CAUSES } from '../../audit/causes/known.js';
import { definitionJsonSchema } from '../../audit/definition-schema.js';
import { causesPage } from '../../scripts/causes-page.js';
import { filterSetsPage } from '../../scripts/filter-sets-page.js';
import type { JsonSchema } from '../../audit/option-words.js';

const rowsOf = (section: string): string[][] =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1)
    .map((line) => line.slice(2, -2).split(' | '));

describe('the page on filter sets', () => {
  const schema = definitionJsonSchema() as JsonSchema;
  const page = filterSetsPage(schema);

  // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html
  const TWELVE = [
    ...['AccountId', 'CompleteAfter', 'CompleteBefore', 'CreatedAfter', 'CreatedBefore', 'DestinationVaultArn'],
    ...['MessageCategory', 'ParentJobId', 'ResourceArn', 'ResourceType', 'SourceRecoveryPointArn', 'State'],
  ];

  it('has the twelve filters of ListCopyJobs, each asked of AWS by the option of its own', () => {
    const [, section = ''] = page.split('## The filters of AWS Backup');
    const [filters = ''] = section.split('\n## ');
    const asked = rowsOf(filters).map(([option = '', , parameters = '']) => [option, parameters]);
    const alone = asked.filter(([option]) => !option?.includes('Within')).map(([, parameters]) => parameters);
    expect(alone.sort()).toEqual(TWELVE.map((name) => `\`By${name}\``).sort());
    expect(asked.filter(([, parameters]) => parameters === '')).toEqual([]);
  });

  it('explains every option', () => {
    const options = schema.properties?.['reports']?.items?.properties?.['filterSets']?.items?.properties ?? {};
    expect(Object.keys(options)).toContain('taggedWith');
    for (const option of Object.keys(options).filter((name) => name !== 'name' && name !== 'targets'))
      expect(page).toContain(`\n| \`${option}\` |`);
  });
});

describe('the page on causes', () => {
  const page = causesPage();

  it('says of each message category what a failed job of it is told', () => {
    const [, section = ''] = page.split('## By message category');
    const [categories = ''] = section.split('\n## ');
    const rows = rowsOf(categories).filter(([, , remedy]) => remedy !== '');
    expect(rows.length).toBeGreaterThan(20);
    for (const [category = '', meaning = '', remedy] of rows) {
      const cause = causeOf({ State: 'FAILED', MessageCategory: category.replaceAll('`', '') });
      expect({ category, remedy }).toEqual({ category, remedy: cause.remedy });
      if (category.startsWith('`')) expect(meaning).toContain(`(#${cause.id})`);
    }
  });

  // https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons, and of air-gapped vaults
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html
  const DOCUMENTED = [
    ...['SUCCESS', 'MISCELLANEOUS', 'VSS_ERROR', 'LIMIT_EXCEEDED', 'ACCESS_DENIED', 'CONCURRENT_JOB'],
    ...[
      'FEATURE_NOT_ENABLED',
      'JOB_EXPIRED',
      'INVALID_LIFECYCLE',
      'INVALID_STATE',
      'KMS_KEY_ERROR',
      'ACCESS_KEY_ERROR',
    ],
    ...['HYPERVISOR_OFFLINE', 'RESOURCE_NOT_FOUND', 'RESOURCE_NOT_SUPPORTED', 'TAG_COPY_ERROR', 'TOKEN_EXPIRED'],
    ...['UNSUPPORTED_OPERATION', 'FATAL_ERROR', 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED'],
  ];

  it.each(DOCUMENTED)('has the message category %s, which AWS documents', (category) => {
    expect(page).toContain(`\n| \`${category}\` |`);
  });

  it('has every cause that is known, with its remedy and the page of AWS', () => {
    for (const { id, remedy, page: link } of KNOWN_CAUSES) {
      const row = page.split('\n').find((line) => line.startsWith(`| <a id="${id}"></a>`));
      expect(row).toContain(remedy);
      expect(row).toContain(`(${link})`);
    }
  });
});
