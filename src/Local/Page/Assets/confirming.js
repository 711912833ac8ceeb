import { element } from './elements.js';

/** Asks before something is done that cannot be undone. Escape and the second button say no. It has the focus, so that a hasty Enter does nothing. */
export function confirmed(title, text, yes, no) {
  return new Promise((resolve) => {
    const dialog = element(
      'dialog',
      { 'aria-labelledby': 'question' },
      element(
        'form',
        { method: 'dialog' },
        element('h2', { id: 'question' }, title),
        element('p', {}, text),
        element(
          'div',
          { class: 'buttons' },
          element('button', { class: 'strong', value: 'yes' }, yes),
          element('button', { value: 'no', autofocus: true }, no),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes');
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
