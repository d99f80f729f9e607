/** Finds the QR code in a picture or a frame of the camera. The decoder is loaded with the first picture, not at start. */

/** Larger pictures are scaled down: a code that fills a tenth of a screenshot is still found, and the time stays bounded. */
const LONGEST_SIDES = [2400, 1200, 600];
/** A frame is read again soon; a picture only once, so it may take longer. Milliseconds per size. */
const PICTURE_TIME_MS = 1500;
const FRAME_TIME_MS = 60;
const FRAME_SIDE = 1000;

type Source = ImageBitmap | HTMLVideoElement;

/** The text of the code in the picture; null when there is none, or it is no picture. */
export async function readQrPicture(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  try {
    const size = { width: bitmap.width, height: bitmap.height };
    const longest = Math.max(size.width, size.height);
    const sides = LONGEST_SIDES.filter((side, place) => side < longest || place === LONGEST_SIDES.length - 1);
    for (const side of longest <= (LONGEST_SIDES[0] ?? 0) ? [longest, ...sides] : sides) {
      const text = await readQr(bitmap, size, side, PICTURE_TIME_MS);
      if (text !== null) return text;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

/** The text of the code that the camera sees now; null when it sees none. */
export function readQrFrame(video: HTMLVideoElement): Promise<string | null> {
  return readQr(video, { width: video.videoWidth, height: video.videoHeight }, FRAME_SIDE, FRAME_TIME_MS);
}

async function readQr(
  source: Source,
  size: { readonly width: number; readonly height: number },
  longest: number,
  timeLimit: number,
): Promise<string | null> {
  const { decodeQR } = await import('qr/decode.js');
  const scale = Math.min(1, longest / Math.max(size.width, size.height));
  const width = Math.floor(size.width * scale);
  const height = Math.floor(size.height * scale);
  if (width === 0 || height === 0) return null;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  // What is transparent counts as paper.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  try {
    return decodeQR({ width, height, data }, { timeLimit });
  } catch {
    // The decoder throws for every picture without a code.
    return null;
  }
}
