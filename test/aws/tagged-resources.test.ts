import { taggedResources } from '../../aws/tagged-resources.js';
import { type AnsweringService, refusing, startAnswering } from '../kit/answering.js';

const credentials = { accessKeyId: 'a', secretAccessKey: 's' };

describe('resources that carry tags', () => {
  let service: AnsweringService;
  afterEach(async () => {
    delete process.env['AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API'];
    await service.close();
  });
  const start = async (answer: Parameters<typeof startAnswering>[0]) => {
    service = await startAnswering(answer);
    process.env['AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API'] = service.url;
  };

  it('are read to the end, those that carry all of the tags', async () => {
    const mapped = (...names: string[]) => names.map((ResourceARN) => ({ ResourceARN, Tags: [] }));
    await start(({ text }) =>
      text.includes('"PaginationToken":"more"')
        ? { ResourceTagMappingList: mapped('c'), PaginationToken: '' }
        : { ResourceTagMappingList: mapped('a', 'b'), PaginationToken: 'more' },
    );
    const tags = { tier: 'gold', env: '' };
    expect(await taggedResources(tags, { credentials }, 'eu-west-1')).toEqual(['a', 'b', 'c']);
    const [first] = service.asked;
    expect(first?.operation).toBe('GetResources');
    expect(JSON.parse(first?.text ?? '')).toMatchObject({
      TagFilters: [
        { Key: 'tier', Values: ['gold'] },
        { Key: 'env', Values: [''] },
      ],
    });
    expect(String(first?.headers['authorization'])).toContain('/eu-west-1/tagging/');
  });

  it('are refused with the reason', async () => {
    await start(() => refusing('AccessDeniedException', 'User is not authorized to perform: tag:GetResources'));
    await expect(taggedResources({ tier: 'gold' }, { credentials }, 'eu-west-1')).rejects.toThrow(/tag:GetResources/);
  });
});
