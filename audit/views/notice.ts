import { type Html, html } from './html.js';
import type { Tone } from './marks.js';

/** Something that has to be known before all else: what it is, and what to do. */
export const notice = (tone: Tone, title: string, ...paragraphs: readonly (Html | string)[]): Html =>
  html`<div class="notice ${tone}" role="note">
    <strong>${title}</strong>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
  </div>`;
