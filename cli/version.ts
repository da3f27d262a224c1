import packageJson from '../package.json';

/** Version of this package. */
export const VERSION: string = packageJson.version;

/** Where its sources and pages are. */
export const REPOSITORY: string = packageJson.repository.url.replace(/\.git$/, '');
