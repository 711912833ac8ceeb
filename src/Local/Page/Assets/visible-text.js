// What a browser acts on or shows nothing of: controls, format characters that turn text around or hide in it, and what no font has.
// Line feeds and tabs are laid out, and the two joiners belong to the letters of some languages.
const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** A text in which everything can be seen: what cannot is written as \u001B, as the log writes it. */
export function visible(text) {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, escaped);
}

function escaped(character) {
  return Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0')}`).join('');
}
