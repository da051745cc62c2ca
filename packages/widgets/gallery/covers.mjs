/** Covers for the gallery: flat shapes, drawn here so that the gallery needs no files. */
const frame = (body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">${body}</svg>`;

export const covers = {
  light: frame(`<rect width="640" height="360" fill="#e4572e"/><circle cx="520" cy="80" r="200" fill="#f3a712"/>
    <circle cx="160" cy="140" r="68" fill="#f6e7cf"/><path d="M0 270 360 150 440 380H0Z" fill="#29335c"/>`),
  maps: frame(`<rect width="640" height="360" fill="#0b3954"/><circle cx="500" cy="80" r="52" fill="#ff5a5f"/>
    <path d="M0 280C120 120 240 180 340 250S560 300 640 190V360H0Z" fill="#087e8b"/>
    <path d="M0 320C120 220 220 250 330 300S540 370 640 280V360H0Z" fill="#bfd7ea"/>`),
  music:
    frame(`<rect width="640" height="360" fill="#5b2a86"/><g fill="none" stroke-width="34"><circle cx="320" cy="370" r="250" stroke="#7785ac"/>
    <circle cx="320" cy="370" r="180" stroke="#ef798a"/><circle cx="320" cy="370" r="112" stroke="#f7a9d6"/></g>`),
  garden: frame(`<rect width="640" height="360" fill="#f4f1de"/><rect y="230" width="640" height="130" fill="#81b29a"/>
    <path d="M320 250V120" stroke="#3d405b" stroke-width="16"/><circle cx="320" cy="110" r="76" fill="#e07a5f"/><circle cx="320" cy="110" r="28" fill="#f2cc8f"/>`),
};
