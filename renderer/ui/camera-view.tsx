import { useEffect, useRef } from 'react';
import { AppError } from '../../shared/errors/app-error';
import { Button } from './button';
import { readQrFrame } from './qr-read';

/** Between two looks at the camera: quick enough for the hand, and the processor rests most of the time. */
const LOOK_MS = 150;

export interface CameraViewProps {
  readonly onCode: (text: string) => void;
  /** Errors: camera/none, camera/refused, camera/busy. */
  readonly onError: (error: unknown) => void;
  readonly onStop: () => void;
}

/** What the camera sees, until it sees a QR code. The camera is off as soon as this is not shown. */
export function CameraView({ onCode, onError, onStop }: CameraViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef({ onCode, onError });
  told.current = { onCode, onError };

  useEffect(() => {
    const ended = new AbortController();
    watch(video.current, ended.signal).then(
      (text) => text !== null && told.current.onCode(text),
      (error: unknown) => ended.signal.aborted || told.current.onError(error),
    );
    return () => ended.abort();
  }, []);

  return (
    <div className="ui-camera">
      <video ref={video} className="ui-camera-view" muted playsInline aria-label="What the camera sees" />
      <div className="ui-camera-foot">
        <p role="status">Hold the QR code in front of the camera.</p>
        <Button onClick={onStop}>Stop the camera</Button>
      </div>
    </div>
  );
}

async function watch(video: HTMLVideoElement | null, ended: AbortSignal): Promise<string | null> {
  if (video === null) return null;
  const stream = await openCamera();
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    video.srcObject = stream;
    await video.play();
    while (!ended.aborted) {
      const text = await readQrFrame(video);
      if (text !== null) return ended.aborted ? null : text;
      await pause(LOOK_MS);
    }
    return null;
  } finally {
    stop();
    video.srcObject = null;
  }
}

async function openCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotFoundError' || name === 'OverconstrainedError') throw new AppError('camera/none');
    if (name === 'NotAllowedError' || name === 'SecurityError') throw new AppError('camera/refused');
    throw new AppError('camera/busy', name, { cause: error });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((over) => setTimeout(over, ms));
}
