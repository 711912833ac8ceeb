// Everything else keeps its meaning between single quotes; these would act on a terminal, or be lost, when the line is pasted.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const PLAIN = /^[A-Za-z0-9_\-./:=@%+,]+$/;

/** Quotes a text as one word for sh, bash and zsh. */
export function shellQuote(text) {
  if (PLAIN.test(text)) return text;
  return CONTROL.test(text) ? escaped(text) : `'${text.replaceAll("'", "'\\''")}'`;
}

// Three octal digits: as many as there can be, so that what follows is not taken for one of them.
function escaped(text) {
  const inside = text.replace(/[\\']/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `$'${inside}'`;
}
