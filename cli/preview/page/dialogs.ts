import { button, element } from './element.js';

/** Shows content over the page until it is closed. */
export const popup = (title: string, content: Node): HTMLDialogElement => {
  const dialog = element(
    'dialog',
    { class: 'popup', 'aria-label': title },
    element(
      'header',
      {},
      element('h2', {}, title),
      button('Close', () => dialog.close(), { class: 'close' }),
    ),
    content,
  );
  return shown(dialog);
};

/** Whether the reader agrees. */
export const confirmed = (question: string): Promise<boolean> =>
  new Promise((resolve) => {
    let answer = false;
    const end = (agreed: boolean) => () => {
      answer = agreed;
      dialog.close();
    };
    const dialog = element(
      'dialog',
      { class: 'confirm', 'aria-label': 'Confirm' },
      element('p', {}, question),
      element('footer', {}, button('Cancel', end(false)), button('Confirm', end(true), { class: 'primary' })),
    );
    dialog.addEventListener('close', () => resolve(answer));
    shown(dialog);
  });

const shown = (dialog: HTMLDialogElement): HTMLDialogElement => {
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  return dialog;
};
