/** Paragraphs of a help text: each as wide as the terminal, however it is written in the source. */
export const prose = (text: string): string => text.replaceAll(/(?<!\n)\n(?!\n)/g, ' ');
