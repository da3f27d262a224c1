import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NEW_REASONS } from '../../../audit/changes/changes.js';
import { GONE_REASONS } from '../../../audit/changes/gone.js';
import { MOST_FINDING_EVENTS } from '../../../audit/events/events-of.js';
import { DETAIL_TYPES } from '../../../audit/events/schema.js';
import { sampleEvents } from '../../kit/sample-events.js';

const page = readFileSync(join(__dirname, '../../../docs/events.md'), 'utf8');

describe('docs/events.md', () => {
  it('shows events as they are sent', async () => {
    const shown = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, json = '']) => JSON.parse(json) as object);
    expect(shown).toEqual(await sampleEvents());
  });

  it('names every kind of event, and every reason in its own words', () => {
    for (const type of Object.values(DETAIL_TYPES)) expect(page).toContain(`| \`${type}\` |`);
    expect(page).toContain(`more than ${MOST_FINDING_EVENTS.toLocaleString('en-US')} findings changed`);
    const { NOT_EVALUATED: _told, ...gone } = GONE_REASONS;
    for (const [reason, words] of Object.entries({ ...NEW_REASONS, ...gone })) {
      expect(page).toMatch(new RegExp(`^\\| \`(NEW|RESOLVED|CLOSED)\` \\| \`${reason}\` \\| ${words}`, 'm'));
    }
  });
});
