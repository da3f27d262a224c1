import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** JSON, compressed: what nobody reads in the table itself takes a fifth of the space. */
export const pack = async (value: unknown): Promise<Uint8Array<ArrayBuffer>> => packText(JSON.stringify(value));

export const packText = async (text: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await compress(text));

export const unpack = async (bytes: Uint8Array): Promise<unknown> => JSON.parse(await unpackText(bytes)) as unknown;

export const unpackText = async (bytes: Uint8Array): Promise<string> => (await decompress(bytes)).toString('utf8');
