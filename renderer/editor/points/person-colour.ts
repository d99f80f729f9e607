/** The colour of a person as the name of a token; stylesheets give it its value. */
const COLOURS = 8;

/** `1` to `8`; '' when the colour is unknown. */
export function colourName(colour: number | null): string {
  return colour === null || !Number.isInteger(colour) || colour < 0 ? '' : String((colour % COLOURS) + 1);
}
