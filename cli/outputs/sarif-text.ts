import { wellFormed } from '../../audit/steering.js';

/**
 * Foreign text as a message: braces are placeholders unless they are doubled, and brackets followed by parentheses are a link, so
 * these are parted. SARIF 2.1.0, 3.11.5 and 3.11.6.
 */
export const messageText = (text: string): string =>
  wellFormed(text).replaceAll('](', '] (').replaceAll('{', '{{').replaceAll('}', '}}');
