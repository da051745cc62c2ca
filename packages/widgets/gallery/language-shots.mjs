/**
 * The pictures of the scenes in language-scenes.js: every language, narrow and wide. To be looked at alone: what there is to
 * compare is in the pictures of the elements themselves, and a changed word is no mistake of theirs.
 */
export const languageShots = ["de", "es", "fr", "pt", "ja", "ar"].flatMap((language) =>
  [320, 1040].map((width) => ({
    name: `in-${language}-${width}`,
    scene: `in-${language}`,
    width,
    compared: false,
  })),
);
